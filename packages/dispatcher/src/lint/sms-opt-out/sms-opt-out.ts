import { bodyPlace } from '../body-place.js'
import { firstOfLocale, smsIn } from '../channel-renders.js'
import type { LintExample, LintRule } from '../lint-rule.js'

/** `stop` is understood in each of these; beside it what people write in the language. Others are not judged. */
const words: Readonly<Record<string, readonly string[]>> = {
  cs: ['odhl', 'zruš'],
  da: ['afmeld', 'frameld'],
  de: ['abmeld', 'abbestell', 'austrag', 'widerruf'],
  en: ['opt out', 'opt-out', 'optout', 'quit', 'cancel', 'reply end', 'text end'],
  es: ['baja', 'cancel', 'desuscri'],
  fi: ['peru', 'lopeta', 'estä'],
  fr: ['désabonn', 'desabonn', 'désinscri', 'desinscri', 'résili'],
  it: ['disiscri', 'cancell', 'annull', 'disattiv'],
  nb: ['avmeld', 'meld deg av'],
  nl: ['afmeld', 'uitschrij', 'meld je af'],
  pl: ['wypis', 'rezygn', 'anuluj'],
  pt: ['sair', 'parar', 'cancel', 'remover'],
  sv: ['avregistrera', 'avsluta', 'avböj', 'avanmäl'],
}
const everywhere = ['stop', 'unsubscribe']

const saysHow = (text: string, language: string): boolean => {
  const small = text.toLowerCase()
  return [...everywhere, ...(words[language] ?? [])].some((word) => small.includes(word))
}

const bad: LintExample = {
  'template.yaml': `title: Offer
category: offers
lane: bulk
locales: [en]
data:
  type: object
  required: [name]
  properties: { name: { type: string, maxLength: 40 } }
channels:
  sms: {}
`,
  'email.mjml': '',
  'push.liquid': '',
  'sms.liquid': 'Soup is half price this week, {{ name }}.',
  'samples/short.json': '{ "to": { "phone": "+4915112345678" }, "data": { "name": "Ann" } }',
}

/** An offer by SMS says how to get no more of them. */
export const smsOptOut: LintRule = {
  id: 'TPL707',
  group: 'sms',
  severity: 'warning',
  title: 'An SMS of a marketing category says how to stop them.',
  why: 'Advertising without a way out is forbidden in the European Union, and carriers in the United States block its senders.',
  source:
    'Directive 2002/58/EC, Article 13(2) and (4), https://eur-lex.europa.eu/eli/dir/2002/58/oj; CTIA Messaging Principles and Best Practices (May 2023), 5.1.3',
  fix: 'end with {{ unsubscribe_url }}, or with "Text STOP to 12345"; where the sender is a number, "Reply STOP" will do',
  bad,
  good: { ...bad, 'sms.liquid': 'Soup is half price this week, {{ name }}. Text STOP to 12345 to opt out.' },
  check(subject, report) {
    if (subject.artefact?.marketing !== true) return
    const silent = firstOfLocale(smsIn(subject.renders()), ({ locale, rendered }) => {
      const [language = ''] = locale.split('-')
      return Object.hasOwn(words, language) && !saysHow(rendered.text, language)
    })
    for (const { sample, locale } of silent) {
      report(
        bodyPlace(subject, 'sms', locale),
        `sample "${sample}" (${locale}) does not say how to get no more of these messages`,
      )
    }
  },
}
