import { parseDuration } from '@tidings/dispatcher/config'

import { CliError } from './errors/cli-error.js'

/**
 * Milliseconds of a flag such as `--since 10m`.
 *
 * @throws CliError `usage`
 */
export function durationFlag(flag: string, text: string): number {
  const ms = parseDuration(text)
  if (ms !== undefined) return ms
  throw new CliError('usage', `\`${flag} ${text}\` is no duration`, {
    hint: 'write a number and a unit, as 30s, 10m, 24h or 7d',
  })
}

/** The moment that `--since` means; undefined where it is not given. */
export function sinceFlag(text: string | undefined, now: Date): Date | undefined {
  return text === undefined ? undefined : new Date(now.getTime() - durationFlag('--since', text))
}
