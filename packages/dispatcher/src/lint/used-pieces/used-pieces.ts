import { reachedPieces } from '../../templates/reached-pieces.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

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
  check: ({ name, source }, report) => {
    for (const file of source === undefined ? [] : reachedPieces(source).unreached)
      report({ file: `${name}/${file}`, line: 1, column: 1 }, `nothing that is sent includes ${file}`)
  },
}
