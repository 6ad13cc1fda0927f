import type { LintDocument } from '../document/lint-document.js'
import { styleOf } from '../document/styles.js'
import { yamlWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** The line beside the subject; of a single HTML file nobody can tell what stands for it. */
export const preheaderPresent: LintRule = {
  id: 'TPL504',
  group: 'text',
  severity: 'warning',
  title: 'A mail has a preheader.',
  why: 'Lists of mails show the first words of the mail in its place: the name of the company, or the greeting.',
  source:
    'Apple Mail and Gmail show 30 to 100 characters, https://www.emailtooltester.com/en/blog/email-subject-lines-character-limit/',
  fix: 'add channels.email.preheader to template.yaml, or <mj-preview> to a single file',
  bad: yamlWith({ preheader: '' }),
  good: yamlWith({}),
  check: ({ source, definition, documents }, report) => {
    if (documents.some((document) => document.elements('mj-preview').length > 0 || hidesPreheader(document))) return
    if (definition?.email !== undefined && definition.email.preheader === undefined)
      report(definition.placeOfKey(['channels', 'email']), 'the e-mail has no preheader')
    if (source !== undefined) return
    for (const document of documents) {
      const [root] = document.elements('mjml')
      if (root !== undefined && document.elements('mj-include').length === 0)
        report(document.placeAt(root.begin), 'the mail has no preheader')
    }
  },
}

/** The first element of an HTML body is not seen: what other tools make of their preview. */
function hidesPreheader(document: LintDocument): boolean {
  const [body] = document.elements('body')
  const first = body?.children.find(({ kind }) => kind === 'element')
  return first?.kind === 'element' && styleOf(first, 'display')?.value === 'none'
}
