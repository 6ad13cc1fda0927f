import { fileURLToPath } from 'node:url'

import { renderSample } from '@tidings/dispatcher/testing'
import { expect, test } from 'vitest'

const config = fileURLToPath(new URL('../tidings.yaml', import.meta.url))

test('the mail says what it said before', async () => {
  const { subject, sender, text, html } = await renderSample('order-ready', 'bread', { config })
  expect({ subject, sender, text }).toMatchInlineSnapshot(`
    {
      "sender": "Ladlewick <hello@ladlewick.example>",
      "subject": "Order A-17 is ready",
      "text": "Order A-17 waits for you at Ladlewick.

     * Rye bread, €4.50
     * Salt & pepper, €1,234.00

    ",
    }
  `)
  // The HTML as a file to look at: toMatchFileSnapshot('order-ready.html').
  expect(html).toContain('<li>Salt &amp; pepper, ')
})

test.each([
  ['en', 'main'],
  ['de', 'bakery'],
])('the text message in %s for the brand %s', async (locale, brand) => {
  const { text, from } = await renderSample('order-ready', 'bread', { channel: 'sms', locale, brand, config })
  expect(`${from}: ${text}`).toMatchSnapshot()
})

test.each([
  ['main', 'Helvetica', /src="https:\/\/assets\.ladlewick\.example\/mail\/mark\.[0-9a-f]{8}\.png"/],
  ['bakery', 'Georgia', /src="https:\/\/assets\.bakery\.example\/mark\.[0-9a-f]{8}\.png"/],
])('the mail of the brand %s has its own letters and its own mark', async (brand, letters, mark) => {
  const { html } = await renderSample('order-ready', 'bread', { brand, config })
  expect(html).toContain(letters)
  expect(html).toMatch(mark)
})
