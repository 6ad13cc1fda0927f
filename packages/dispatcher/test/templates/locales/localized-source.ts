import { type Artefact, loadTemplate } from '#dispatcher/render/index.js'
import type { TemplateSource } from '#dispatcher/templates/index.js'

/** A template of one SMS in these locales, with catalogues: `locales/de.yaml`, `_locales/de.yaml`. */
export function localizedSource(
  body: string,
  catalogues: Readonly<Record<string, string>> = {},
  locales: readonly string[] = ['en', 'de'],
): TemplateSource {
  const own = Object.entries(catalogues)
  return {
    name: 'cart',
    yaml: `title: Cart
category: offers
lane: bulk
locales: [${locales.join(', ')}]
data:
  type: object
  required: [count, name, at]
  properties: { count: { type: number }, name: { type: string }, at: { type: string }, note: { type: string } }
channels: { sms: {} }
`,
    files: {
      'sms.liquid': `${body}{% comment %}{% endcomment %}`,
      ...Object.fromEntries(own.filter(([file]) => !file.startsWith('_'))),
    },
    partials: Object.fromEntries(own.filter(([file]) => file.startsWith('_'))),
    samples: {},
  }
}

/** What a recipient of the locale reads. */
export function smsFor(artefact: Artefact, locale: string, data: Readonly<Record<string, unknown>> = {}): string {
  const rendered = loadTemplate(artefact).render({
    channel: 'sms',
    address: '+4915112345678',
    recipient: { phone: '+4915112345678', locale, timeZone: 'Europe/Berlin' },
    data: { count: 1, name: 'Ann', at: '2026-11-26', ...data },
    brand: { name: 'main', sender: { email: 'a@shop.example', name: 'Shop' }, variables: {} },
    admittedAt: new Date('2026-11-24T22:30:00Z'),
    messageId: '0199.1',
  })
  return rendered.channel === 'sms' ? rendered.text : ''
}
