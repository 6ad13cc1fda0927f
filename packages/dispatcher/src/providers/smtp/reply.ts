/** A complete reply of an SMTP server. */
export interface SmtpReply {
  /** 200 to 599. */
  readonly code: number
  /** Enhanced status code (RFC 3463), where the server gives one. */
  readonly enhanced?: string
  /** The rest, lines joined by spaces. */
  readonly text: string
}

const line = /^(\d{3})(?:[ -]|$)((?:\d\.\d{1,3}\.\d{1,3}(?:\s+|$))*)(.*)$/

/**
 * Reads a reply of one or several lines; undefined where it is none.
 *
 * Where two enhanced codes follow one another the last one counts: some servers put a general one of their own in front.
 */
export const parseReply = (reply: string): SmtpReply | undefined => {
  const lines = reply.split(/\r?\n/).filter((one) => one !== '')
  const parts = lines.map((one) => line.exec(one))
  const first = parts[0]
  const code = Number(first?.[1])
  if (!first || code < 200 || code > 599) return undefined
  const enhanced = first[2]?.trim().split(/\s+/).at(-1)
  const text = parts.map((part, index) => (part ? (part[3] ?? '') : (lines[index] ?? ''))).join(' ')
  return { code, ...(enhanced && { enhanced }), text: text.trim() }
}

/** Where the servers that are met most say the id under which they queued a mail. The first group is the id. */
const queueIds: readonly RegExp[] = [
  // Postfix, and everything that imitates it
  /\bqueued as ([\w.-]+)/i,
  // Exim
  /^OK id=([\w-]+)/i,
  // Sendmail
  /^(\w{8,}) Message accepted for delivery/i,
  // Haraka
  /^Message Queued \(([\w-]+\.\d+)\)/i,
  // Amazon SES
  /^Ok ([0-9a-f]+(?:-[0-9a-f]+)+)$/i,
  // Gmail
  /^OK\s+(\d+ \S+) - gsmtp/i,
  // Exchange and Microsoft 365
  /\[InternalId=(\d+)/i,
  /^OK (<[^<>\s]+>)/i,
]

/** The id that the server gave the mail, from the text of its last reply; undefined where none is known to be there. */
export const parseQueueId = (text: string): string | undefined => {
  for (const pattern of queueIds) {
    const id = pattern.exec(text)?.[1]
    if (id !== undefined) return id
  }
  return undefined
}
