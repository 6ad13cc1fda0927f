import { reaches } from '../clients/audience.js'
import { mailExample } from '../clients/mail-example.js'
import { standsIn } from '../document/markup.js'
import type { LintRule } from '../lint-rule.js'

const styles = '  .price { color: #333333 }'

/** Style sheets where Gmail does not look for them. */
export const styleInBody: LintRule = {
  id: 'TPL606',
  group: 'clients',
  severity: 'error',
  title: 'Style sheets stand in the head.',
  why: 'Gmail removes a `<style>` that stands in the body: nothing of what it says applies there.',
  source: 'https://www.caniemail.com/features/html-style/',
  fix: 'move it into `<head>`, in MJML into `<mj-style>`',
  bad: mailExample({ body: `<mj-raw>\n  <style>\n  ${styles}\n  </style>\n</mj-raw>` }),
  good: mailExample({ head: `<mj-style>\n${styles}\n</mj-style>` }),
  check: (subject, report) => {
    if (!reaches(subject, 'gmail')) return
    for (const document of subject.documents) {
      for (const element of document.elements('style')) {
        if (!standsIn(element, 'body', 'mj-body') || standsIn(element, 'svg')) continue
        report(document.placeAt(element.begin), 'a `<style>` in the body is removed by Gmail')
      }
    }
  },
}
