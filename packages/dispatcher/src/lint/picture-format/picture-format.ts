import { fileNameOf, picturesOf } from '../document/pictures.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** Formats that browsers know and mail clients do not all know. */
export const pictureFormat: LintRule = {
  id: 'TPL554',
  group: 'images',
  severity: 'warning',
  title: 'A picture is a PNG, JPEG or GIF.',
  why: 'Outlook on Windows knows no WebP, AVIF or HEIC, and shows an empty frame.',
  source:
    'Can I email, WebP image format, https://www.caniemail.com/features/image-webp/, and AVIF, /features/image-avif/',
  fix: 'send JPEG for photographs, PNG for everything else',
  bad: mailWith('<mj-image src="https://shop.example/box.webp" alt="Open box" />'),
  good: mailWith('<mj-image src="https://shop.example/box.jpg" alt="Open box" />'),
  check: ({ documents }, report) => {
    for (const document of documents) {
      for (const picture of picturesOf(document)) {
        const src = picture.attributeNode('src')
        const ending = /\.(webp|avif|heic|heif|jxl|tiff?)$/i.exec(fileNameOf(src?.value ?? ''))?.[1]
        if (src === undefined || ending === undefined) continue
        report(document.placeAt(src.valueBegin), `${fileNameOf(src.value)} is in a format that not every client knows`)
      }
    }
  },
}
