import { patternText } from '../document/pattern-text.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

const body = /^(?:email(?:\.text)?|sms|push)(?:\.[A-Za-z0-9-]+)?\.(?:liquid|mjml|html)$/

/** Shared pieces are left alone: other templates may use them. */
export const usedPieces: LintRule = {
  id: 'TPL435',
  group: 'structure',
  severity: 'warning',
  title: 'Every piece of a template is used.',
  why: 'Somebody corrects a text in it, sees no change, and the customers go on reading the old one.',
  source: 'Tidings: a file that nobody includes is never sent',
  fix: 'include it, or delete it',
  bad: { 'address.mjml': '<mj-text>Road 1</mj-text>' },
  good: { ...mailWith('<mj-include path="address.mjml" />'), 'address.mjml': '<mj-text>Road 1</mj-text>' },
  check: ({ name, source, documents }, report) => {
    for (const file of Object.keys(source?.files ?? {})) {
      if (body.test(file) || file.startsWith('locales/')) continue
      const own = `${name}/${file}`
      const short = patternText(file.replace(/\.(?:liquid|html)$/, ''))
      const included = new RegExp(`["'=]${short}["'\\s/>]`)
      if (documents.some((document) => document.file !== own && included.test(document.text))) continue
      report({ file: own, line: 1, column: 1 }, `no part of the template includes ${file}`)
    }
  },
}
