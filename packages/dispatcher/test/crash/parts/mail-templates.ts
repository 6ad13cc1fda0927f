import { publish } from '#dispatcher/flows/publish.js'
import { openLedger } from '#dispatcher/ledger/open-ledger.js'
import type { Artefact } from '#dispatcher/render/artefact.js'
import { compileTemplate } from '#dispatcher/templates/compile.js'
import { createMjmlCompiler } from '#dispatcher/templates/mjml/compiler.js'

/** The templates of the rig, one per lane. Whether an unknown outcome is sent again depends on the lane. */
export const lanesOfTemplates = { code: 'critical', order: 'transactional', offer: 'bulk' } as const

const definition = (lane: string): string => `
title: Mail
category: news
lane: ${lane}
steps: { all: [email] }
locales: [en]
data: { type: object, required: [number], additionalProperties: false, properties: { number: { type: integer } } }
channels: { email: { subject: 'Number {{ number }}' } }
`
const body =
  '<mjml><mj-body><mj-section><mj-column><mj-text>Number {{ number }}</mj-text></mj-column></mj-section></mj-body></mjml>'

interface Compiled {
  readonly source: { readonly name: string }
  readonly artefact: Artefact
}

const compile = async (): Promise<Compiled[]> => {
  const mjml = createMjmlCompiler()
  const categories = { news: { title: 'News', marketing: false } }
  const compiled: Compiled[] = []
  for (const [name, lane] of Object.entries(lanesOfTemplates)) {
    const source = { name, yaml: definition(lane), files: { 'email.mjml': body }, partials: {}, samples: {} }
    const { artefact, findings } = await compileTemplate(source, { mjml, categories })
    if (artefact === undefined) throw new Error(JSON.stringify(findings, null, 2))
    compiled.push({ source, artefact })
  }
  await mjml.close()
  return compiled
}
/** Compiled once for all stages of a test file. */
let compiling: Promise<Compiled[]> | undefined

/** Publishes them into a ledger, for the environment `crash`. */
export async function publishMailTemplates(url: string): Promise<void> {
  compiling ??= compile()
  const ledger = await openLedger(url, 'crash rig')
  try {
    for (const { source, artefact } of await compiling)
      await publish(ledger, artefact, source, { environment: 'crash', byWhom: 'crash rig' })
  } finally {
    await ledger.close()
  }
}
