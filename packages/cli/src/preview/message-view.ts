import type { BrandSettings } from '@tidings/dispatcher/config'
import type { Rendered } from '@tidings/dispatcher/render'
import { readMail } from '@tidings/dispatcher/templates'

import { mailHeaders, mailParts } from '../mail-parts.js'
import type { MessageView } from './answers.js'
import { withoutResourceLinks } from './frame-policy.js'
import type { Frames } from './frames.js'
import { type ProjectPictures, withProjectPictures } from './project-pictures.js'
import { travelOf } from './sms-travel.js'

/** What showing a message needs beside it. */
export interface MessageViewOptions {
  readonly frames: Frames
  readonly pictures: ProjectPictures
  /** Says where its pictures lie. */
  readonly brand: BrandSettings
  /** Name of its downloads, without ending. */
  readonly file: string
}

/** A rendered message as the page shows it. The HTML of a mail goes into a frame. */
export function messageView(rendered: Rendered, options: MessageViewOptions): MessageView {
  const { frames, pictures, brand, file } = options
  switch (rendered.channel) {
    case 'email': {
      const { from, text, html } = mailParts(rendered.raw)
      const shown = withoutResourceLinks(withProjectPictures(html, [brand], pictures))
      return {
        channel: 'email',
        to: rendered.to,
        from,
        subject: rendered.subject,
        key: frames.put({ shown, html, raw: rendered.raw, name: file }),
        html,
        text,
        headers: mailHeaders(rendered.raw),
        ...readMail(html),
        htmlBytes: Buffer.byteLength(html),
        textBytes: Buffer.byteLength(text),
        rawBytes: rendered.raw.length,
      }
    }
    case 'sms':
      return {
        channel: 'sms',
        to: rendered.to,
        ...(rendered.from === undefined ? {} : { from: rendered.from }),
        text: rendered.text,
        travel: travelOf(rendered.text),
      }
    case 'push': {
      const { channel, target, title, body, image, link, data, ttl } = rendered
      return {
        channel,
        app: target.app,
        title,
        body,
        ...(image === undefined ? {} : { image: withProjectPictures(image, [brand], pictures) }),
        ...(link === undefined ? {} : { link }),
        data,
        ttl,
      }
    }
  }
}
