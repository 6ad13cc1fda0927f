import { access, constants, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import type { Configuration } from '@tidings/dispatcher/config'

import type { Command, CommandContext } from '../command.js'
import { exitCodes } from '../errors/error-table.js'
import { explain } from '../errors/explain.js'
import { loadProject } from '../project.js'
import { readTemplateSet } from '../template-set.js'

/** What was found about one thing. */
export interface Diagnosis {
  readonly name: string
  readonly state: 'ok' | 'warn' | 'fail'
  readonly says: string
  readonly hint?: string
}

type Check = (context: CommandContext, configuration: Configuration) => Promise<Diagnosis>

const lowestNode = [20, 19] as const

/** Checks everything that is needed here; exits 1 where something fails. */
export const doctor: Command<object> = async (context) => {
  const { output } = context
  const found: Diagnosis[] = [checkNode()]
  const configuration = await configurationOf(context, found)
  if (configuration) {
    for (const [name, check] of Object.entries(checks)) {
      output.progress(`checking ${name}`)
      found.push(await failed(name, () => check(context, configuration)))
    }
  }
  const { paint, symbols } = output.style
  const meaning = { ok: 'done', warn: 'waiting', fail: 'failed' } as const
  output.result({
    kind: 'doctor',
    data: { checks: found },
    items: found,
    text: () =>
      found.flatMap(({ name, state, says, hint }) => [
        `  ${paint(meaning[state], `${state === 'ok' ? symbols.done : state === 'warn' ? symbols.dot : symbols.failed} ${state.padEnd(4)}`)} ${name.padEnd(14)} ${says}`,
        ...(hint === undefined ? [] : [`${' '.repeat(24)}${paint('dim', `hint: ${hint}`)}`]),
      ]),
  })
  return found.some(({ state }) => state === 'fail') ? exitCodes.failed : exitCodes.ok
}

function checkNode(): Diagnosis {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const enough = major > lowestNode[0] || (major === lowestNode[0] && minor >= lowestNode[1])
  const says = `${process.versions.node} on ${process.platform} ${process.arch}`
  if (enough) return { name: 'node', state: 'ok', says }
  return { name: 'node', state: 'fail', says, hint: `install Node.js ${lowestNode.join('.')} or newer` }
}

async function configurationOf(context: CommandContext, found: Diagnosis[]): Promise<Configuration | undefined> {
  try {
    const configuration = await loadProject(context, [])
    const { environment, file } = configuration
    const says = `${file}, environment ${environment.name}${environment.production ? ' (production)' : ''}`
    found.push({ name: 'configuration', state: 'ok', says })
    return configuration
  } catch (error) {
    const { message, lines, hint, code } = explain(error)
    if (code === 'bug') throw error
    found.push({
      name: 'configuration',
      state: 'fail',
      says: lines.length > 0 ? lines.join('; ') : message,
      ...(hint === undefined ? {} : { hint }),
    })
    return undefined
  }
}

async function failed(name: string, check: () => Promise<Diagnosis>): Promise<Diagnosis> {
  try {
    return await check()
  } catch (error) {
    const { message, hint, code } = explain(error)
    if (code === 'bug') throw error
    return { name, state: 'fail', says: message, ...(hint === undefined ? {} : { hint }) }
  }
}

const checks: Readonly<Record<string, Check>> = {
  templates: async (_context, configuration) => {
    const read = await readTemplateSet(configuration)
    const broken = read.filter(({ findings }) => findings.some(({ severity }) => severity === 'error'))
    if (read.length === 0) {
      return {
        name: 'templates',
        state: 'warn',
        says: `none in ${configuration.templates}`,
        hint: 'write one, or `tidings init`',
      }
    }
    const says = read.map(({ name }) => name).join(', ')
    return broken.length === 0
      ? { name: 'templates', state: 'ok', says }
      : {
          name: 'templates',
          state: 'fail',
          says: `cannot be read: ${broken.map(({ name }) => name).join(', ')}`,
          hint: 'tidings lint',
        }
  },
  'state folder': async (_context, { file }) => {
    const folder = join(dirname(file), '.tidings')
    const there = await stat(folder).catch(() => undefined)
    await access(there ? folder : dirname(file), constants.W_OK)
    if (!there) return { name: 'state folder', state: 'ok', says: '.tidings can be made' }
    if (process.platform !== 'win32' && (there.mode & 0o006) !== 0) {
      return {
        name: 'state folder',
        state: 'warn',
        says: `${folder} can be read by others`,
        hint: `chmod 700 ${folder}`,
      }
    }
    return { name: 'state folder', state: 'ok', says: folder }
  },
  database: async (context) => {
    const { environment } = await loadProject(context, ['database'])
    const { checkSchema, redactUrl, schemaVersion } = await import('@tidings/dispatcher/ledger')
    const url = environment.database ?? ''
    await checkSchema(url)
    return { name: 'database', state: 'ok', says: `${redactUrl(url)}, schema ${schemaVersion}` }
  },
  dispatcher: async (context) => {
    const { environment } = await loadProject(context, ['database'])
    const { openLedger, readStatus } = await import('@tidings/dispatcher/ledger')
    const ledger = await openLedger(environment.database ?? '')
    try {
      const now = context.clock()
      const { dispatchers, pauses, templates } = await readStatus(ledger.connection, environment.name, now)
      const alive = dispatchers.filter((each) => each.alive)
      if (alive.length === 0) {
        const hint = 'tidings dev, or tidings-dispatcher run'
        return { name: 'dispatcher', state: 'warn', says: 'none runs on this ledger: messages wait', hint }
      }
      const paused = pauses.map(({ kind, name }) => `${kind} ${name}`).join(', ')
      if (paused !== '')
        return { name: 'dispatcher', state: 'warn', says: `paused: ${paused}`, hint: 'tidings resume …' }
      return {
        name: 'dispatcher',
        state: 'ok',
        says: `${alive.length} at work, ${templates.length} templates published`,
      }
    } finally {
      await ledger.close()
    }
  },
  catcher: async (context, configuration) => {
    const { catcherOf } = await import('@tidings/dispatcher/config')
    const { environment } = configuration
    if (catcherOf(configuration) === undefined)
      return { name: 'catcher', state: 'ok', says: `not used in ${environment.name}` }
    const { openCatcher, ask } = await import('../catcher.js')
    const client = await openCatcher(context)
    const { smtpPort, httpPort, stored } = await ask(() => client.health())
    return { name: 'catcher', state: 'ok', says: `HTTP ${httpPort}, SMTP ${smtpPort}, ${stored} caught` }
  },
  providers: async ({ env }, { file, environment }) => {
    const { checkByDispatcher } = await import('../dev/dispatcher-process.js')
    const { lines, errors } = await checkByDispatcher(file, environment.name, env)
    const providers = lines.filter(({ name }) => name !== 'ledger')
    const bad = providers.filter(({ ok }) => !ok)
    const words = (found: typeof lines): string => found.map(({ name, says }) => `${name.slice(9)}: ${says}`).join('; ')
    if (bad.length > 0)
      return { name: 'providers', state: 'fail', says: words(bad), hint: 'check their blocks in tidings.yaml' }
    if (errors.length > 0) return { name: 'providers', state: 'fail', says: errors.join('; ') }
    return { name: 'providers', state: 'ok', says: words(providers) }
  },
  'admin port': async (_context, { dispatcher }) => {
    const { host, port } = dispatcher.admin
    if (port === 0 || (await isFree(host, port)))
      return { name: 'admin port', state: 'ok', says: `${host}:${port} is free` }
    return {
      name: 'admin port',
      state: 'warn',
      says: `${host}:${port} is in use`,
      hint: 'fine where a dispatcher runs; else set dispatcher.admin.port in tidings.yaml',
    }
  },
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}
