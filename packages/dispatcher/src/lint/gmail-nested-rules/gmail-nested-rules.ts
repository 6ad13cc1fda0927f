import { reaches } from '../clients/audience.js'
import { mailExample } from '../clients/mail-example.js'
import { stylesOf } from '../document/read-styles.js'
import type { LintRule } from '../lint-rule.js'

const other = '.price { color: #333333 }'
const font = '@font-face { font-family: Lato; src: url(https://shop.example/lato.woff2) }'

/** At-rules in at-rules, which cost a whole style sheet in Gmail. */
export const gmailNestedRules: LintRule = {
  id: 'TPL604',
  group: 'clients',
  severity: 'error',
  title: 'No at-rule stands inside another one.',
  why: 'Gmail removes the whole `<style>` that has an at-rule in an at-rule: all that it says is lost, not just this.',
  source: 'https://github.com/hteumeuleu/caniemail/issues/144',
  fix: 'put the inner rule beside the outer one, or into a `<style>` of its own',
  bad: mailExample({
    head: `<mj-style>\n  ${other}\n  @media screen {\n    ${font}\n  }\n</mj-style>`,
  }),
  good: mailExample({
    head: `<mj-style>\n  ${other}\n  ${font}\n</mj-style>`,
  }),
  check: (subject, report) => {
    if (!reaches(subject, 'gmail')) return
    for (const document of subject.documents) {
      for (const { sheet, atRules, blocks } of stylesOf(document)) {
        if (!sheet) continue
        const inner = atRules.find(({ within }) => within.length > 0)
        const outer = inner?.within.at(-1)
        if (inner === undefined || outer === undefined) continue
        // A style sheet of its own for what Gmail does not know anyway, as web fonts, loses nothing.
        if (blocks.every(({ within }) => within.length > 1)) continue
        report(
          document.placeAt(inner.begin),
          `\`@${inner.name}\` stands inside \`@${outer.name}\`, so Gmail removes all of this style sheet`,
        )
      }
    }
  },
}
