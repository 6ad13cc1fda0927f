import type { RenderedPush, RenderedSms } from '../render/rendered.js'
import type { LintRender } from './lint-subject.js'

/** A sample as text message. */
export interface SmsRender extends LintRender {
  readonly rendered: RenderedSms
}

/** A sample as push message. */
export interface PushRender extends LintRender {
  readonly rendered: RenderedPush
}

/** The text messages among renders. */
export function smsIn(renders: readonly LintRender[]): readonly SmsRender[] {
  return renders.filter((render): render is SmsRender => render.rendered.channel === 'sms')
}

/** The push messages among renders. */
export function pushIn(renders: readonly LintRender[]): readonly PushRender[] {
  return renders.filter((render): render is PushRender => render.rendered.channel === 'push')
}

/** The first of each locale that breaks a rule: one finding a text, however many samples show it. */
export function firstOfLocale<T extends LintRender>(
  renders: readonly T[],
  breaks: (render: T) => boolean,
): readonly T[] {
  const found = new Map<string, T>()
  for (const render of renders) if (!found.has(render.locale) && breaks(render)) found.set(render.locale, render)
  return [...found.values()]
}
