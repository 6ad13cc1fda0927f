import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** Fonts are let through: a client that loads none of them shows the next in line, and nothing is lost. */
const font = /font|typekit|typography/i
const imported = /@import\s+(?:url\()?\s*["']?([^"');\s]+)/g

/** Styles that lie somewhere else. */
export const ownStyles: LintRule = {
  id: 'TPL668',
  group: 'security',
  severity: 'warning',
  title: 'A mail brings its styles along.',
  why: 'Gmail and Outlook load no style sheet, so that the mail has none; where it is loaded, its server sees who reads, and can change what was sent.',
  source: 'Can I email, link element, https://www.caniemail.com/features/html-link/',
  fix: 'write the styles inline, into <mj-style> or <style>',
  bad: mailWith('', '<mj-raw><link rel="stylesheet" href="https://shop.example/mail.css" /></mj-raw>'),
  good: mailWith('', '<mj-style>.ink { color: #2b1a24; }</mj-style>'),
  check: ({ documents }, report) => {
    for (const document of documents) {
      for (const link of document.elements('link')) {
        const href = link.attribute('href') ?? ''
        if (link.attribute('rel')?.trim().toLowerCase() === 'stylesheet' && !font.test(href))
          report(document.placeAt(link.begin), `clients do not load the style sheet ${href}`)
      }
      for (const style of [...document.elements('style'), ...document.elements('mj-style')]) {
        for (const child of style.children) {
          if (child.kind === 'element') continue
          for (const { index, 1: address = '' } of child.text.matchAll(imported))
            if (!font.test(address))
              report(document.placeAt(child.begin + index), `clients do not load the style sheet ${address}`)
        }
      }
    }
  },
}
