import { readTemplates, compileTemplate, createMjmlCompiler } from './dist/templates/index.js'
import { loadProgram, runToText } from './dist/render/program.js'
const mjml = createMjmlCompiler()
for (const t of await readTemplates('../../templates')) {
  const { artefact, findings } = await compileTemplate(t.source, { mjml })
  console.log(findings)
  if (!artefact) continue
  const brand = { name: 'Fennel', domain: 'fennel.example', shop_url: 'https://shop.fennel.example', postal_address: 'Street 1', support_email: 'help@fennel.example', asset_base: 'https://assets.fennel.example' } 
  const s = JSON.parse(t.source.samples.german)
  const scope = {data: s.data, globals: {brand, recipient: s.to, locale:'de', unsubscribe_url:'https://x.example/u'}, format:'de-AT', timeZone:'Europe/Vienna', now: new Date(), subject: {template:t.name, channel:'email',locale:'de'}}
  console.log(runToText(loadProgram(artefact.email.de.text, x=>x), scope))
}
