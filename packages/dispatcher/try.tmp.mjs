import { readTemplates, compileTemplate, createMjmlCompiler } from './dist/templates/index.js'
import { loadTemplate } from './dist/render/index.js'
const mjml = createMjmlCompiler()
for (const t of await readTemplates('../../templates')) {
  console.log(t.name, t.findings)
  if (!t.source) continue
  const { artefact, findings } = await compileTemplate(t.source, { mjml })
  console.log(findings)
  if (!artefact) continue
  console.log(JSON.stringify(artefact).length)
  const loaded = loadTemplate(artefact)
  const brand = { name: 'main', sender: { email: 'orders@fennel.example', name: 'Fennel', sms: 'Fennel' }, variables: { domain: 'fennel.example', shop_url: 'https://shop.fennel.example',  postal_address: 'Street 1', support_email: 'help@fennel.example', asset_base: 'https://assets.fennel.example' } }
  for (const [name, json] of Object.entries(t.source.samples)) {
    const s = JSON.parse(json)
    console.log(name, loaded.validate(s.data))
    if (name !== 'german') continue
    for (const channel of artefact.steps.channels) {
      const r = loaded.render({ channel, address: channel==='email'?s.to.email:channel==='sms'?s.to.phone:s.to.push[0], recipient: s.to, data: s.data, brand, admittedAt: new Date('2026-11-25T10:00:00Z'), messageId: '0199f3c2.1', unsubscribeUrl: 'https://x.example/u' })
      if (channel === 'email') console.log(r.raw.length)
      else console.log(r)
    }
  }
}
