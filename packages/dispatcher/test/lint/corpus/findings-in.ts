import { readDocument } from '#dispatcher/lint/document/lint-document.js'
import { makeFileSubject } from '#dispatcher/lint/make-subject.js'
import { lintRules } from '#dispatcher/lint/registry.js'

import type { CorpusTemplate } from './corpus.js'

/** A finding in a template of the corpus. */
export interface CorpusFinding {
  /** As `TPL607 7:5`. */
  readonly key: string
  readonly message: string
  readonly severity: 'error' | 'warning'
}

/** What all rules find in a file that belongs to no template. */
export function findingsIn({ file, text }: CorpusTemplate): readonly CorpusFinding[] {
  const brand = { name: 'main', sender: { email: 'a@shop.example', name: 'Shop' }, variables: {} }
  const subject = makeFileSubject(readDocument(file, text), { brand, brands: { main: brand } })
  return lintRules.flatMap(({ id, severity, check }) => {
    const found: CorpusFinding[] = []
    check(subject, ({ line, column }, message) => {
      found.push({ key: `${id} ${line}:${column}`, message, severity })
    })
    return found
  })
}
