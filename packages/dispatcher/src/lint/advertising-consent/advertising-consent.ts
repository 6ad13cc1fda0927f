import { textsOf } from '../document/texts.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

const offer =
  /\d\s?%|\b(?:discount|voucher|coupon|promo(?:tion)? code|gutschein\w*|rabatt\w*|code promo|remise|descuento)\b/i
const again =
  /\b(?:your|the) next (?:order|purchase|booking|stay|trip)\b|\bnächste[nrs]? (?:Bestellung|Einkauf|Buchung|Reise)\b|\bprochaine (?:commande|réservation)\b|\bpróxim[oa] (?:pedido|compra|reserva)\b/i

/** Says something only where one sentence has both: an offer, and a purchase that is still to come. */
export const advertisingConsent: LintRule = {
  id: 'TPL643',
  group: 'marketing',
  severity: 'warning',
  title: 'A transactional mail does not advertise.',
  why: 'An offer in an order mail is advertising: those who have not agreed to it, or have unsubscribed, may not get it.',
  source: 'Directive 2002/58/EC, Art. 13; German Federal Court, VI ZR 225/17 (10 July 2018); 16 CFR 316.3 (CAN-SPAM)',
  fix: 'move the offer into a template of a marketing category',
  bad: mailWith('<mj-text>Here are 10% off your next order.</mj-text>'),
  good: mailWith('<mj-text>Your discount of 10% is in the total.</mj-text>'),
  check: ({ artefact, documents }, report) => {
    if (artefact === undefined || artefact.marketing) return
    for (const document of documents) {
      for (const { text, begin } of textsOf(document)) {
        for (const { index, 0: sentence } of text.matchAll(/[^.!?\n]+/g)) {
          const found = again.exec(sentence)
          if (found !== null && offer.test(sentence))
            report(document.placeAt(begin + index + found.index), 'an offer for another purchase is advertising')
        }
      }
    }
  },
}
