import type { RenderAsked } from './answers.js'
import { Refusal } from './guard.js'

/** Takes the choices out of a body; an empty one counts as none. @throws Refusal for what is no time zone */
export function readAsked(body: Readonly<Record<string, unknown>>): RenderAsked {
  const asked: Record<string, string> = { template: String(body.template) }
  for (const key of ['sample', 'locale', 'brand', 'timeZone', 'data']) {
    const value = body[key]
    if (typeof value === 'string' && value !== '') asked[key] = value
  }
  if (asked.timeZone !== undefined && !isTimeZone(asked.timeZone)) {
    throw new Refusal(400, `\`${asked.timeZone}\` is no time zone; give one as Europe/Berlin`)
  }
  return { ...asked, template: String(body.template) }
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
