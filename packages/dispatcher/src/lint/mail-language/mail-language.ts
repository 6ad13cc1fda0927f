import type { Edit } from '../../templates/source/edit.js'
import type { LintDocument } from '../document/lint-document.js'
import type { MarkupElement } from '../document/markup.js'
import { isOpenEnded } from '../document/open-ended.js'
import type { LintRule } from '../lint-rule.js'

/** A screen reader chooses its voice, and a client its hyphens and its offer to translate, by `lang`. */
export const mailLanguage: LintRule = {
  id: 'TPL570',
  group: 'accessibility',
  severity: 'warning',
  title: 'A mail says in which language it is written.',
  why: 'A screen reader reads a German mail with an English voice where `lang` is missing or wrong, which nobody understands.',
  source: 'WCAG 2.2, 3.1.1 Language of Page, https://www.w3.org/TR/WCAG22/#language-of-page',
  fix: 'write the language into the first element, as <html lang="en"> or <mjml lang="en">',
  bad: {
    'email.mjml':
      '<mjml lang="de"><mj-body><mj-section><mj-column><mj-text>Hello</mj-text></mj-column></mj-section></mj-body></mjml>',
  },
  good: {
    'email.mjml':
      '<mjml lang="en"><mj-body><mj-section><mj-column><mj-text>Hello</mj-text></mj-column></mj-section></mj-body></mjml>',
  },
  check: ({ source, definition, documents }, report) => {
    for (const document of documents) {
      const [root] = document.elements()
      if (root === undefined || !['mjml', 'html'].includes(root.name)) continue
      const language = root.attributeNode('lang') ?? root.attributeNode('xml:lang')
      if (language === undefined) {
        if (isOpenEnded(document, root)) continue
        // Compiling puts the locale of its file into the mail of a template.
        if (source === undefined) {
          const message = `<${root.name}> does not say in which language the mail is written`
          report(document.placeAt(root.begin), message, undefined, statement(document, root))
        }
        continue
      }
      const written = document.channel === undefined ? undefined : (document.locale ?? definition?.locales[0])
      const [stated = ''] = language.value.trim().toLowerCase().split('-')
      if (stated !== '' && !/^[a-z]{2,8}$/.test(stated)) continue
      if (stated !== '' && (written === undefined || stated === written.toLowerCase().split('-')[0])) continue
      report(
        document.placeAt(language.begin),
        stated === '' ? '`lang` is empty' : `\`lang\` says ${language.value}, and the file is written in ${written}`,
        source === undefined ? undefined : 'leave `lang` out: it is then the locale of the file',
      )
    }
  },
}

/** The attribute put in, where the file itself tells the language: `order.de.html`, or a meta element. */
function statement(document: LintDocument, { name, begin }: MarkupElement): readonly Edit[] | undefined {
  const meta = document
    .elements('meta')
    .find((element) => element.attribute('http-equiv')?.toLowerCase() === 'content-language')
  const [, ending] = /\.([a-z]{2,3}(?:-[A-Za-z]{2,4})?)\.(?:mjml|html?)$/.exec(document.file) ?? []
  const language = [meta?.attribute('content')?.trim(), ending].find(isLanguage)
  if (language === undefined) return undefined
  const at = begin + '<'.length + name.length
  return [{ file: document.file, begin: at, end: at, text: ` lang="${language}"` }]
}

function isLanguage(tag: string | undefined): tag is string {
  if (tag === undefined || !/^[a-z]{2,3}(?:-[A-Za-z]{2,4})?$/.test(tag)) return false
  return new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(tag) !== undefined
}
