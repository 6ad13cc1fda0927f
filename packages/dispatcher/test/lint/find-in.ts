import { readDocument } from '#dispatcher/lint/document/lint-document.js'
import type { LintExample, LintRule } from '#dispatcher/lint/lint-rule.js'
import { type LintOptions, lintTemplates } from '#dispatcher/lint/lint-templates.js'
import { makeFileSubject } from '#dispatcher/lint/make-subject.js'
import { lintRules } from '#dispatcher/lint/registry.js'
import type { MjmlCompiler } from '#dispatcher/templates/mjml/compiler.js'

import { templateOf } from './sound-template.js'

const brand = { name: 'main', sender: { email: 'a@shop.example', name: 'Shop', sms: 'Shop' }, variables: {} }

/** A rule by its id. */
export function ruleOf(id: string): LintRule {
  const rule = lintRules.find((each) => each.id === id)
  if (rule === undefined) throw new Error(`There is no rule ${id}.`)
  return rule
}

/** What a rule finds in one file that belongs to no template, as `3:7 the message`. */
export function findInFile(id: string, text: string, file = 'mail.html'): readonly string[] {
  const subject = makeFileSubject(readDocument(file, text), { brand, brands: {} })
  const found: string[] = []
  ruleOf(id).check(subject, ({ line, column }, message) => found.push(`${line}:${column} ${message}`))
  return found
}

/** What a rule finds in a template that is sound but for these files, as `email.mjml 3:7 the message`. */
export async function findInTemplate(
  id: string,
  example: LintExample,
  mjml: MjmlCompiler,
  options: Partial<LintOptions> = {},
): Promise<readonly string[]> {
  const [linted] = await lintTemplates([templateOf(example)], {
    mjml,
    brand,
    brands: {},
    categories: { orders: { marketing: false }, offers: { marketing: true } },
    rules: [ruleOf(id)],
    ...options,
  })
  return (linted?.findings ?? []).map(
    ({ rule, file, line, column, message }) =>
      `${rule === id ? '' : `${rule} `}${file.replace('example/', '')} ${line}:${column} ${message}`,
  )
}
