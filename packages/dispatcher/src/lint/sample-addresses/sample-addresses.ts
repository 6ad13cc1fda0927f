import { fileText } from '../../templates/source/mapped-text.js'
import type { LintRule } from '../lint-rule.js'

const sample = (email: string) =>
  `{ "to": { "email": "${email}" }, "data": { "name": "Ann", "url": "https://shop.example/t/1" } }`

/** Samples lie in the repository for good, and are sent by whoever tries one. */
export const sampleAddresses: LintRule = {
  id: 'TPL409',
  group: 'data',
  severity: 'warning',
  title: 'The recipient of a sample is nobody.',
  why: 'A test sends it to a stranger, and the address of a real customer stays in the repository for as long as that is kept.',
  source: 'RFC 2606, 2 and 3, https://www.rfc-editor.org/rfc/rfc2606; Regulation (EU) 2016/679 (GDPR), Art. 5(1)(c)',
  fix: 'use an address below example.com, as ann@example.com',
  bad: { 'samples/short.json': sample('ann.berger@gmail.com') },
  good: { 'samples/short.json': sample('ann@example.com') },
  check: ({ name, source, brand, brands }, report) => {
    const own = [brand, ...Object.values(brands)].map(({ sender }) => domainOf(sender.email))
    for (const [sample, text] of Object.entries(source?.samples ?? {})) {
      const { placeAt } = fileText(`${name}/samples/${sample}.json`, text)
      for (const match of text.matchAll(/"email"\s*:\s*"([^"\s]+@[^"\s]+)"/g)) {
        const [all, email = ''] = match
        const domain = domainOf(email)
        if (/(?:^|\.)(?:example|test|invalid|localhost|example\.(?:com|net|org))$/.test(domain) || own.includes(domain))
          continue
        report(placeAt(match.index + all.length - email.length - 1), `${email} may be somebody's address`)
      }
    }
  },
}

const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase()
