import { textField, tokenField } from './mime/header.js'
import type { Rendered, RenderedEmail } from './rendered.js'

/** What stands before subject, text or title of a test message, so that nobody takes it for a real one. */
const mark = '[Test] '

/**
 * A message that says of itself that it is a test: `[Test]` before the subject, the text or the title, and in a mail the header
 * `X-Tidings-Test: 1`, which filters can ask for.
 *
 * @param rendered by our own renderer, which writes a subject into every mail.
 */
export function markAsTest(rendered: Rendered): Rendered {
  switch (rendered.channel) {
    case 'email':
      return markMail(rendered)
    case 'sms':
      return { ...rendered, text: mark + rendered.text }
    case 'push':
      return { ...rendered, title: mark + rendered.title }
  }
}

function markMail(mail: RenderedEmail): RenderedEmail {
  const subject = mark + mail.subject
  const bytes = Buffer.from(mail.raw)
  // Headers are ASCII; what follows them is left as it is, byte for byte.
  const end = bytes.indexOf('\r\n\r\n')
  const headers = bytes
    .toString('latin1', 0, end + 2)
    .replace(
      /^Subject:.*\r\n(?:[ \t].*\r\n)*/m,
      () => textField('Subject', subject) + tokenField('X-Tidings-Test', '1'),
    )
  return { ...mail, subject, raw: Buffer.concat([Buffer.from(headers, 'latin1'), bytes.subarray(end + 2)]) }
}
