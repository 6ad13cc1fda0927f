import { createHash } from 'node:crypto'

/** A rendered mail that the page may show in a frame or download. */
export interface Framed {
  /** As it is shown: pictures of the project come from its folder. */
  readonly shown: string
  readonly html: string
  readonly raw: Uint8Array
  /** File name without ending. */
  readonly name: string
}

/** The mails that were rendered last, by key. */
export interface Frames {
  /** Keeps a mail; answers its key. What is shown alike has the same key, so that a page need not load it again. */
  put(mail: Framed): string
  get(key: string): Framed | undefined
}

/** Mails that are kept: more than a page with two locales side by side comes back to. About 10 MB. */
const kept = 100

/** Makes an empty store; the oldest mails leave it. */
export function createFrames(): Frames {
  const mails = new Map<string, Framed>()
  return {
    put: (mail) => {
      const key = createHash('sha256').update(`${mail.name}\n${mail.shown}`).digest('hex').slice(0, 32)
      mails.delete(key)
      mails.set(key, mail)
      const [oldest] = mails.keys()
      if (mails.size > kept && oldest !== undefined) mails.delete(oldest)
      return key
    },
    get: (key) => mails.get(key),
  }
}
