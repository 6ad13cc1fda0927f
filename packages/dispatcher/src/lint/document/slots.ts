import { slotText } from '../../templates/definition/slot-text.js'
import type { Slot, TemplateDefinition } from '../../templates/definition.js'
import type { MappedText } from '../../templates/source/mapped-text.js'
import type { LintSubject } from '../lint-subject.js'
import { mailOf, type RenderedMail } from './rendered-mail.js'

/** Every text of template.yaml that is filled in, in all locales. */
export function slotsOf(definition: TemplateDefinition | undefined): readonly MappedText[] {
  const { email, push } = definition ?? {}
  const slots = [email?.subject, email?.preheader, email?.senderName, push?.title, push?.link, push?.image]
  return [...slots, ...(push?.data.values() ?? [])].flatMap((slot) => [...(slot?.values() ?? [])])
}

/** A mail that was made of a subject. */
export interface SlotRender {
  /** `sample long in de`. */
  readonly what: string
  readonly locale: string
  readonly mail: RenderedMail
}

/** Each text of a slot of the e-mail with all mails that were made with it. */
export function rendersBySlot(
  subject: LintSubject,
  slot: Slot | undefined,
): ReadonlyMap<MappedText, readonly SlotRender[]> {
  const [usual = 'en'] = subject.definition?.locales ?? []
  const found = new Map<MappedText, SlotRender[]>()
  for (const render of subject.renders()) {
    const mail = mailOf(render)
    const text = slotText(slot, render.locale, usual)?.text
    if (mail === undefined || text === undefined) continue
    const made = { what: `sample ${render.sample} in ${render.locale}`, locale: render.locale, mail }
    found.set(text, [...(found.get(text) ?? []), made])
  }
  return found
}
