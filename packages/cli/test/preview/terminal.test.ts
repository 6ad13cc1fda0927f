import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { makeProject, type Project } from '../support/project.js'
import { runCli } from '../support/run-cli.js'

let project: Project
beforeAll(async () => {
  project = await makeProject({
    'templates/order-ready/email.mjml':
      '<mjml><mj-body><mj-section><mj-column><mj-text>Order {{ order.id }} waits. <a href="https://fennel.example/{{ order.id }}">See it</a></mj-text></mj-column></mj-section></mj-body></mjml>',
  })
})
afterAll(() => project.remove())

describe('tidings preview --terminal', () => {
  const preview = (...args: string[]) => runCli(['preview', '--terminal', ...args], { cwd: project.folder })

  it('shows subject, preheader, size, text, links and lint of every channel', async () => {
    const { code, stdout, stderr } = await preview('order-ready')
    expect([code, stderr]).toEqual([0, ''])
    const text = stdout.replace(/ +[\d.]+ KB of HTML, \d+ % of what Gmail shows; [\d.]+ KB in all/, ' SIZE')
    expect(text.split('\n')).toEqual([
      'Order ready  order-ready · short · en · main · UTC',
      '',
      'email  Fennel <orders@fennel.example> to ann@example.com',
      '  subject   Order A-17 is ready',
      '  preheader Come and fetch it today until eight in the evening',
      '  size SIZE',
      '',
      '  Order A-17 waits. See it (https://fennel.example/A-17)',
      '',
      '  1 link',
      '  See it                            https://fennel.example/A-17',
      '',
      'sms  Fennel to +4915112345678',
      '  length    28 characters, GSM-7, 1 segment, 132 left',
      '',
      '  Fennel: order A-17 is ready.',
      '',
      'lint  0 errors, 0 warnings',
      '',
    ])
  })

  it('takes a locale, and answers in JSON', async () => {
    const { stdout } = await preview('order-ready', '--locale', 'de', '--json')
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'template-view',
      locale: 'de',
      messages: [{ subject: 'Bestellung A-17 ist fertig' }, { text: 'Fennel: Bestellung A-17 ist fertig.' }],
    })
  })

  it('says what is missing', async () => {
    expect(await preview()).toMatchObject({ code: 2 })
    expect((await preview('order-redy')).stderr).toContain('order-ready')
    expect((await preview('order-ready', '--sample', 'lang')).stderr).toContain('samples: short')
    await project.write({ 'templates/order-ready/sms.liquid': '{{ order.nr }}' })
    const { code, stderr } = await preview('order-ready')
    expect([code, stderr.includes('order-ready/sms.liquid:1:')]).toEqual([1, true])
  })
})
