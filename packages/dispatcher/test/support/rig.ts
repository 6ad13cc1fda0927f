import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { type Contracts, createTidings, type Tidings } from '@tidings/sdk'
import { outbox } from '@tidings/sdk/postgres'
import pg from 'pg'
import type { Configuration } from '#dispatcher/config/configuration.js'
import { parse } from '#dispatcher/config/parse.js'
import { type Dispatcher, startDispatcher } from '#dispatcher/daemon/start-dispatcher.js'
import { type CatcherClient, createCatcherClient } from '#dispatcher/embedded/catcher/client.js'
import { startCatcher } from '#dispatcher/embedded/catcher/start.js'
import { publish } from '#dispatcher/flows/publish.js'
import { type Ledger, openLedger } from '#dispatcher/ledger/open-ledger.js'
import type { ProviderKind } from '#dispatcher/providers/provider-kind.js'
import { providerKinds } from '#dispatcher/providers/registry.js'
import { createLog, type Log } from '#dispatcher/telemetry/log.js'
import { compileTemplate } from '#dispatcher/templates/compile.js'
import { createMjmlCompiler } from '#dispatcher/templates/mjml/compiler.js'

import { freshDatabase } from './database.js'

/** A ledger, a catcher and a dispatcher of a test's own, with a client that emits. */
export interface Rig {
  readonly url: string
  readonly ledger: Ledger
  readonly pool: pg.Pool
  readonly catcher: CatcherClient
  readonly tidings: Tidings<Contracts>
  readonly configuration: Configuration
  readonly dispatcher: () => Dispatcher
  /** Starts (another) dispatcher in this process. */
  start(over?: { readonly log?: Log; readonly kinds?: Readonly<Record<string, ProviderKind>> }): Promise<Dispatcher>
  /** Compiles and publishes a template given as files. */
  publish(name: string, files: Readonly<Record<string, string>>): Promise<string>
  /** Resolves when no message is open and the outbox is empty. */
  settled(): Promise<void>
  /** Rows of a query. */
  rows<Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>
  stop(): Promise<void>
}

/** One text message that greets by name. */
export const greeting: Readonly<Record<string, string>> = {
  'template.yaml': `
title: Greeting
category: news
lane: transactional
steps: { all: [sms] }
locales: [en]
data: { type: object, required: [name], additionalProperties: false, properties: { name: { type: string } } }
channels: { sms: {} }
`,
  'sms.liquid': 'Hello {{ name }}',
}

/** The configuration that a rig has unless it brings its own. */
export const rigYaml = `
version: 1
environments:
  test:
    database: \${DATABASE_URL}
    routes: { email: [catcher], sms: [catcher], push: [catcher] }
providers:
  catcher: { kind: catcher, url: '\${TIDINGS_CATCHER_URL}' }
categories: { news: { title: News }, codes: { title: Codes } }
brands:
  main: { sender: { email: hello@shop.example, name: Shop, sms: Shop } }
dispatcher: { admin: { port: 0 }, lease: 1800ms, poll: 10ms }
policies:
  critical: { backoff: { base: 30ms, max: 200ms }, settle: 400ms, deadline: 2s }
  transactional: { backoff: { base: 30ms, max: 200ms }, settle: 400ms, deadline: 2s, maxAttempts: 4 }
  bulk: { backoff: { base: 30ms, max: 200ms }, settle: 400ms, deadline: 2s }
`

/** Sets a rig up; the dispatcher starts when \`start\` is called. */
export async function setUpRig(
  options: {
    readonly yaml?: string
    readonly publish?: boolean
    readonly environment?: string
    readonly kinds?: Readonly<Record<string, ProviderKind>>
  } = {},
): Promise<Rig> {
  const folder = await mkdtemp(join(tmpdir(), 'tidings-rig-'))
  const database = await freshDatabase({ migrated: true })
  const process = await startCatcher({ folder: join(folder, 'caught'), httpPort: 0, smtpPort: 0 })
  const catcher = createCatcherClient(process.url)
  const ledger = await openLedger(database.url, 'test')
  const pool = new pg.Pool({ connectionString: database.url, max: 4 })
  pool.on('error', () => {})
  const configuration = parse({
    file: 'tidings.yaml',
    folder,
    text: options.yaml ?? rigYaml,
    variables: { DATABASE_URL: database.url, TIDINGS_CATCHER_URL: process.url },
    kinds: options.kinds ?? providerKinds,
    ...(options.environment === undefined ? {} : { environment: options.environment }),
  })
  const tidings = createTidings({ source: 'test', transport: outbox(pool) })
  const running: Dispatcher[] = []
  const rig: Rig = {
    url: database.url,
    ledger,
    pool,
    catcher,
    tidings,
    configuration,
    dispatcher: () => {
      const last = running.at(-1)
      if (last === undefined) throw new Error('no dispatcher was started')
      return last
    },
    start: async ({ log = createLog('silent'), kinds = options.kinds ?? providerKinds } = {}) => {
      const dispatcher = await startDispatcher({ configuration, kinds, log })
      running.push(dispatcher)
      return dispatcher
    },
    publish: async (name, files) => {
      const { 'template.yaml': definition = '', ...bodies } = files
      const mjml = createMjmlCompiler()
      const source = { name, yaml: definition, files: bodies, partials: {}, samples: {} }
      const { artefact, findings } = await compileTemplate(source, { mjml, categories: configuration.categories })
      await mjml.close()
      if (artefact === undefined) throw new Error(JSON.stringify(findings, null, 2))
      return (await publish(ledger, artefact, source, { environment: 'test', byWhom: 'test' })).hash
    },
    rows: async (sql, values = []) => (await pool.query(sql, [...values])).rows,
    settled: async () => {
      for (;;) {
        const { rows } = await pool.query<{ open: boolean }>(
          'SELECT EXISTS (SELECT FROM tidings.outbox) OR EXISTS (SELECT FROM tidings.queue) AS open',
        )
        if (rows[0]?.open === false) return
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    },
    stop: async () => {
      await Promise.all(running.map((dispatcher) => dispatcher.drain()))
      await tidings.close()
      await pool.end()
      await ledger.close()
      await process.stop()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
  if (options.publish !== false) await rig.publish('greeting', greeting)
  return rig
}
