import { localeChain } from '../../render/locale.js'
import type { LintSubject } from '../lint-subject.js'
import type { LintDocument } from './lint-document.js'

/** The body of the e-mail that a locale gets: by its chain, and then that of the default locale. */
export function bodyOf({ documents, definition }: LintSubject, locale: string): LintDocument | undefined {
  const bodies = documents.filter(({ channel, language }) => channel === 'email' && language !== 'liquid')
  const [usual] = definition?.locales ?? []
  const wanted = [...localeChain(locale), undefined, ...(usual === undefined ? [] : localeChain(usual))]
  for (const tag of wanted) {
    const found = bodies.find((body) => body.locale === tag)
    if (found !== undefined) return found
  }
  return undefined
}
