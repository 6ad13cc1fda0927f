import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

import { channels } from '@tidings/sdk'
import { describe, expect, it } from 'vitest'

import { brand, render, renderMail, type Sample, starters, templatesFolder } from './starters.js'

const samples = starters.flatMap((starter) =>
  starter.samples.map((sample) => ({ starter, sample, name: `${starter.name}, sample ${sample.name},` })),
)
const mails = samples.filter(({ sample }) => sample.to.email !== undefined)
/** Locales beside that of the sample: the starters' own, and those that decide about clocks, commas and currency signs. */
const locales = ['en', 'en-US', 'en-GB', 'de', 'de-AT', 'de-CH', 'pt-BR']

// GSM 03.38: the basic alphabet, and what costs two characters.
const gsmBasic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const gsmExtended = '^{}\\[~]|€'

/** Length in characters of GSM 03.38; undefined where a character is not part of it. */
function gsmLength(text: string): number | undefined {
  let length = 0
  for (const character of text) {
    if (gsmBasic.includes(character)) length += 1
    else if (gsmExtended.includes(character)) length += 2
    else return undefined
  }
  return length
}

describe('the starter templates', () => {
  it('are the three of the README, and compile without a finding', () => {
    expect(starters.map(({ name }) => name)).toEqual(['one-time-code', 'order-shipped', 'weekly-menu'])
    expect(starters.flatMap(({ findings }) => findings)).toEqual([])
  })

  it.each(starters)('$name has a short, a german and a long sample', (starter) => {
    expect(starter.samples.map(({ name }) => name)).toEqual(expect.arrayContaining(['german', 'long', 'short']))
  })

  it.each(samples)('$name fits the schema', ({ starter, sample }) => {
    expect(starter.template?.validate(sample.data)).toEqual([])
  })

  it.each(samples)('$name renders wherever its recipient can be reached, in every locale', ({ starter, sample }) => {
    const reached = channels.filter((channel) => starter.template?.steps.channels.includes(channel))
    const rendered = locales.flatMap((locale) =>
      reached.map((channel) => render(starter, channel, { ...sample, to: { ...sample.to, locale } })),
    )
    const addresses = [sample.to.email, sample.to.phone, sample.to.push?.[0]].filter((address) => address !== undefined)
    expect(rendered.filter((message) => message !== undefined).length).toBeGreaterThanOrEqual(locales.length)
    expect(addresses.length).toBeGreaterThan(0)
  })

  it.each(mails)('$name is below the size at which clients warn or clip', async ({ starter, sample }) => {
    const { html } = await renderMail(starter, sample)
    expect(Buffer.byteLength(html)).toBeLessThan(80_000)
  })

  it.each(mails)('$name has a text part without markup or blanks to fill in', async ({ starter, sample }) => {
    const { text } = await renderMail(starter, sample)
    expect(text.length).toBeGreaterThan(200)
    expect(text).toContain(brand.variables.postal_address)
    expect(text).not.toMatch(/\{\{|\{%|<\/?(?:a|br|div|img|span|strong|table|td|tr)\b|undefined|\[object/)
    expect(text).not.toMatch(/\n{4,}/)
  })

  it.each(mails)('$name reaches no host but that of the brand for pictures and fonts', async ({ starter, sample }) => {
    const { html } = await renderMail(starter, sample)
    const loaded = [...html.matchAll(/(?:src="|url\(['"]?|<link[^>]+href=")([^"')]+)/g)].map(([, url]) => url)
    expect(loaded.length).toBeGreaterThan(0)
    expect(loaded.filter((url) => url?.startsWith(`${brand.assetBase}/`) !== true)).toEqual([])
  })

  it('say in marketing mail how to stop it, in both parts, and in no other', async () => {
    for (const { starter, sample } of mails) {
      const { html, text } = await renderMail(starter, sample)
      const address = `${brand.unsubscribeBase}/0199f3c2`
      expect([html.includes(address), text.includes(address)]).toEqual(
        starter.name === 'weekly-menu' ? [true, true] : [false, false],
      )
    }
  })

  it('escape what customers and kitchens write', async () => {
    const { html } = await renderMail(...pick('order-shipped', 'long'))
    expect(html).toContain('&lt;special offer&gt;')
    expect(html).not.toContain('<special offer>')
    const menu = await renderMail(...pick('weekly-menu', 'long'))
    expect(menu.html).toContain('&lt;crème fraîche&gt;')
    expect(menu.text).toContain('<crème fraîche>')
  })
})

describe('SMS of the starter templates', () => {
  const texts = samples.flatMap(({ starter, sample, name }) => {
    const rendered = render(starter, 'sms', sample)
    return rendered?.channel === 'sms' ? [{ name, text: rendered.text }] : []
  })

  it.each(texts)('$name keeps to the GSM alphabet', ({ text }) => {
    expect(gsmLength(text), text).toBeDefined()
  })

  it.each(texts)('$name is one segment', ({ text }) => {
    expect(gsmLength(text)).toBeLessThanOrEqual(160)
  })

  it.each(['en', 'de'])(
    'is one segment for every purpose of a code in %s, and ends in what phones fill in',
    (locale) => {
      const [starter, sample] = pick('one-time-code', 'short')
      for (const purpose of ['sign-in', 'payment', 'new-address', 'close-account']) {
        const data = { code: '12345678', minutes: 60, purpose }
        const rendered = render(starter, 'sms', { ...sample, to: { ...sample.to, locale }, data })
        const text = rendered?.channel === 'sms' ? rendered.text : ''
        expect(gsmLength(text), text).toBeLessThanOrEqual(160)
        expect(text).toMatch(/\n@ladlewick\.example #12345678$/)
      }
    },
  )

  it('names the sender', () => {
    expect(texts.length).toBeGreaterThan(5)
    expect(texts.filter(({ text }) => !text.includes(brand.name))).toEqual([])
  })
})

describe('push messages of the starter templates', () => {
  it('fit on a lock screen and lead to the parcel', () => {
    const [starter] = pick('order-shipped', 'short')
    const pushes = starter.samples.flatMap((sample) => {
      const rendered = render(starter, 'push', sample)
      return rendered?.channel === 'push' ? [rendered] : []
    })
    expect(pushes).toHaveLength(4)
    for (const { title, body, link, data } of pushes) {
      expect(title.length).toBeLessThanOrEqual(40)
      expect(body.length).toBeLessThanOrEqual(120)
      expect(link).toMatch(/^https:\/\//)
      expect(data.order).toMatch(/^[A-Z]/)
    }
  })
})

describe('pictures of the starter templates', () => {
  const assetsFolder = join(templatesFolder, '_assets')
  const pictures = readdirSync(assetsFolder, { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('.png'))

  it.each(pictures)('%s is small, and its drawing lies beside it', (path) => {
    expect(statSync(join(assetsFolder, path)).size).toBeLessThan(40_000)
    expect(existsSync(join(assetsFolder, path.replace(/png$/, 'svg')))).toBe(true)
  })
})

function pick(template: string, name: string): [starter: (typeof starters)[number], sample: Sample] {
  const starter = starters.find((each) => each.name === template)
  const sample = starter?.samples.find((each) => each.name === name)
  if (starter === undefined || sample === undefined) throw new Error(`there is no ${template}, sample ${name}`)
  return [starter, sample]
}
