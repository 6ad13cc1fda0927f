/** Something that looks like an e-mail address: anything around an `@` up to white space, brackets or quotes. */
const email = /[^\s<>()[\]"',;:=]+@[^\s<>()[\]"',;:=]+/g

/** A phone number: seven digits or more, with what services put between them. Other long numbers go with it. */
const phone = /\+?\d(?:[\s().-]{0,3}\d){6,}/g

/** A long opaque word, as push tokens are. */
const token = /[A-Za-z0-9_:-]{80,}/g

/** Longest detail that is kept, in characters: a whole SMTP reply of several lines fits. */
const longest = 500

/**
 * Takes addresses out of a text that a service sent, so that it can be stored and logged: e-mail addresses, phone
 * numbers and push tokens become `…`, line ends become spaces, control characters vanish.
 */
export const redact = (text: string): string => {
  const line = text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\x00-\x1f\x7f-\x9f]+/g, ' ')
    .replace(email, '…')
    .replace(token, '…')
    .replace(phone, '…')
    .trim()
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line
}
