import { type Rig, rigYaml, setUpRig } from '../../../dispatcher/test/support/rig.js'
import { makeProject, type Project } from './project.js'
import { type Answer, runCli, type World } from './run-cli.js'

/** A project whose ledger, catcher and dispatcher are a rig of the test's own. */
export interface LedgerProject {
  readonly rig: Rig
  readonly project: Project
  cli(args: readonly string[], world?: Partial<World>): Promise<Answer>
  remove(): Promise<void>
}

/** Texts and pushes at once: two messages that fail and are replayed apart. */
const pair: Readonly<Record<string, string>> = {
  'template.yaml': `
title: Pair
category: news
lane: transactional
steps: { all: [sms, push] }
locales: [en]
data: { type: object, required: [name], additionalProperties: false, properties: { name: { type: string } } }
channels: { sms: {}, push: { title: Hello } }
`,
  'sms.liquid': 'Hello {{ name }}',
  'push.liquid': 'Hello {{ name }}',
}

/** The rig's configuration, and beside it an environment that is production. */
const yaml = rigYaml
  .replace(
    'providers:',
    `  live: { production: true, database: '\${DATABASE_URL}', routes: { sms: [catcher] } }\nproviders:`,
  )
  .replace('version: 1', 'version: 1\nsource: shop')
  .replace('${TIDINGS_CATCHER_URL}', 'http://127.0.0.1:9')

/** Sets up a project with a running dispatcher and the templates `greeting` (SMS) and `pair` (SMS and push). */
export async function makeLedgerProject(): Promise<LedgerProject> {
  const rig = await setUpRig()
  await rig.publish('pair', pair)
  await rig.start()
  const project = await makeProject({ 'tidings.yaml': yaml })
  const env = { DATABASE_URL: rig.url, USER: 'ops' }
  return {
    rig,
    project,
    cli: (args, world) => runCli(args, { cwd: project.folder, env, ...world }),
    remove: async () => {
      await rig.stop()
      await project.remove()
    },
  }
}

/** Text with its moments written as `TIME`, so that it can be compared whole. */
export const timeless = (text: string): string =>
  text
    .replace(/(?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d\.\d{3}/g, 'TIME')
    .replace(/ended \.\d{3}/g, 'ended TIME')
    .replace(/caught-\d+/g, 'REF')
