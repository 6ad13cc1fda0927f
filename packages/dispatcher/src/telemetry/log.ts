import { type DestinationStream, pino } from 'pino'

import { redact } from './redact.js'

/** Structured log: stable event names, ids and codes; never an address, a payload or a provider's whole text. */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void
  error(event: string, fields?: Readonly<Record<string, unknown>>): void
  flush(): void
}

/** Makes the log: JSON lines on stdout, or on `destination`. `level` as pino names them. */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    // A second net: what is logged is chosen field by field, so these should never be there.
    redact: {
      paths: ['*.to', '*.email', '*.phone', '*.token', '*.data', '*.recipient', '*.password'],
      censor: '[redacted]',
    },
  }
  const logger = destination === undefined ? pino(options) : pino(options, destination)
  return {
    info: (event, fields = {}) => logger.info({ event, ...fields }),
    warn: (event, fields = {}) => logger.warn({ event, ...fields }),
    error: (event, fields = {}) => logger.error({ event, ...fields }),
    flush: () => logger.flush(),
  }
}

/** What of an error may be logged: its name, code and message, with everything that looks like an address cut out. */
export function describeError(error: unknown): {
  readonly name: string
  readonly code?: string
  readonly message: string
} {
  if (!(error instanceof Error)) return { name: 'thrown', message: redact(String(error)) }
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  return { name: error.name, ...code, message: redact(error.message) }
}
