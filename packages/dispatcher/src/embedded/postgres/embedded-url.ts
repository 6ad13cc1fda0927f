import { randomBytes } from 'node:crypto'

/** What the embedded server is reached by. Superuser and database are always called `tidings`. */
export interface EmbeddedAccess {
  readonly password: string
  /** On 127.0.0.1. */
  readonly port: number
}

/** Superuser and database of the embedded server. */
export const embeddedName = 'tidings'

/** A password that nobody guesses and that needs no escaping in a URL: 144 random bits. */
export function newPassword(): string {
  return randomBytes(18).toString('base64url')
}

/** @param database default `tidings`. */
export function formatEmbeddedUrl(access: EmbeddedAccess, database: string = embeddedName): string {
  return `postgres://${embeddedName}:${access.password}@127.0.0.1:${access.port}/${database}`
}

/** Reads a URL that `formatEmbeddedUrl` made; undefined for every other one, which is then somebody's own. */
export function parseEmbeddedUrl(url: string | undefined): EmbeddedAccess | undefined {
  const parts = /^postgres:\/\/tidings:([\w-]+)@127\.0\.0\.1:(\d+)\/tidings$/.exec(url ?? '')
  const [password, port] = [parts?.[1], Number(parts?.[2])]
  return password === undefined || port < 1 || port > 65_535 ? undefined : { password, port }
}

/** The URL as it may be shown: without its password. */
export function withoutPassword(url: string): string {
  return url.replace(/^(\w+:\/\/[^:/@]*):[^@]*@/, '$1:***@')
}
