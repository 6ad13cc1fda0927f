import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Rig, setUpRig } from '../support/rig.js'
import { exportedMail } from '../templates/exported-mail.js'
import { yaml } from '../templates/template-source.js'

let rig: Rig
beforeAll(async () => {
  rig = await setUpRig()
  await rig.publish('order', {
    'template.yaml': yaml
      .replace('order-updates', 'news')
      .replace('[email, sms, push]', '[email]')
      .replace(/ {2}sms: \{\}\n[\s\S]*$/, ''),
    'email.html': exportedMail,
  })
  await rig.start()
})
afterAll(() => rig.stop())

test('a mail in HTML is published, and sent as its author wrote it, with a text part', async () => {
  const { id } = await rig.tidings.emit('order', {
    to: { email: 'ann@example.com', locale: 'de' },
    data: {
      order: { id: 'A-17', url: 'https://shop.example/o/A-17' },
      items: [{ name: 'Bread & butter', price: 4, note: '<fresh>' }],
    },
  })
  await rig.settled()
  const [caught] = (await rig.catcher.list()).filter(({ intent }) => intent === id)
  const full = await rig.catcher.get(caught?.n ?? 0)
  expect(caught?.subject).toBe('Bestellung A-17')
  expect(full?.mail?.html).toContain('<td align="right">4,00 (&lt;fresh&gt;)</td>')
  expect(full?.mail?.html).toContain('<!--[if mso | IE]><table role="presentation" width="600"')
  expect(full?.mail?.plain).toContain('Bread & butter 4,00 (<fresh>)')
})
