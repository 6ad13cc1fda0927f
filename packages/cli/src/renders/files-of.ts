import type { Rendered } from '@tidings/dispatcher/render'

import { htmlOf, mailParts } from '../mail-parts.js'
import { withFacts } from '../rendered-text.js'

/**
 * A message as files: a mail as it is sent (`.eml`), its HTML and its text; an SMS as text, a push message as JSON.
 *
 * @param stem what their paths begin with
 */
export function filesOf(rendered: Rendered, stem: string): Readonly<Record<string, string | Uint8Array>> {
  switch (rendered.channel) {
    case 'email': {
      const html = htmlOf(rendered.raw)
      return {
        ...(html === undefined ? {} : { [`${stem}.html`]: html }),
        [`${stem}.txt`]: mailParts(rendered.raw).text,
        [`${stem}.eml`]: rendered.raw,
      }
    }
    case 'sms':
      return { [`${stem}.sms.txt`]: `${rendered.text}\n` }
    case 'push':
      return { [`${stem}.push.json`]: `${JSON.stringify(withFacts(rendered), undefined, 2)}\n` }
  }
}
