import { defaultMailClients } from '../../config/mail-clients.js'
import type { LintDocument } from '../document/lint-document.js'
import { stylesOf } from '../document/read-styles.js'
import type { Style, StyleBlock, StyleDeclaration } from '../document/style.js'
import type { LintSubject } from '../lint-subject.js'
import { type ClientSupport, clientsWithout } from './client-support.js'
import { wordSees } from './word-sees.js'

/** The clients that a mail must work in, of those that see what stands here. */
export function clientsAt(
  { clients = defaultMailClients }: LintSubject,
  document: LintDocument,
  offset: number,
): readonly string[] {
  return wordSees(document, offset) ? clients : clients.filter((client) => client !== 'outlook.windows')
}

/** Whether one of the clients is of a family: `gmail`. */
export function reaches({ clients = defaultMailClients }: LintSubject, family: string): boolean {
  return clients.some((client) => client.startsWith(`${family}.`))
}

/** A block of CSS, and where it stands. */
export interface PlacedBlock {
  readonly document: LintDocument
  readonly style: Style
  readonly block: StyleBlock
}

/**
 * Every block of CSS that all clients get. In `@media` and `@supports` stand improvements for those that understand
 * them: what they lack there is what the mail looks like without.
 */
export function* plainBlocks({ documents }: LintSubject): Generator<PlacedBlock> {
  for (const document of documents) {
    for (const style of stylesOf(document)) {
      for (const block of style.blocks) if (block.within.length === 0) yield { document, style, block }
    }
  }
}

/** Which clients ignore a declaration, by the first of the forms that any of them ignores. */
export function missing(
  subject: LintSubject,
  document: LintDocument,
  { begin }: Pick<StyleDeclaration, 'begin'>,
  forms: readonly string[],
): readonly ClientSupport[] {
  const clients = clientsAt(subject, document, begin)
  return forms.map((form) => clientsWithout(form, clients)).find((support) => support.length > 0) ?? []
}
