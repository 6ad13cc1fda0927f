import type { Configuration } from './configuration.js'

const secretName = /pass(word|phrase)?$|secret|token|credential|private|[a-z_]key$/i
const hidden = '***'

/** The configuration with every secret replaced: settings whose name says so, and passwords inside addresses. */
export function redact(configuration: Configuration): unknown {
  return hide(configuration, '')
}

function hide(value: unknown, key: string): unknown {
  if (typeof value === 'string') return secretName.test(key) ? hidden : hidePassword(value)
  if (Array.isArray(value)) return value.map((item) => hide(item, key))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, hide(item, name)]))
}

/** `postgres://user:password@host` without the password. */
function hidePassword(text: string): string {
  return text.replace(/^([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s@]*@/i, `$1:${hidden}@`)
}
