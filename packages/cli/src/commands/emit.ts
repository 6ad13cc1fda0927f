import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Configuration } from '@tidings/dispatcher/config'
import { type MessageStory, type Story, tellWhy } from '@tidings/dispatcher/flows'
import type { Ledger } from '@tidings/dispatcher/ledger'
import { createTidings, describeIssue, isTidingsError, type Recipient } from '@tidings/sdk'
import { outbox } from '@tidings/sdk/postgres'

import type { Command, CommandContext } from '../command.js'
import { confirmEnvironment } from '../confirm.js'
import { durationFlag } from '../durations.js'
import { CliError } from '../errors/cli-error.js'
import { exitCodes } from '../errors/error-table.js'
import { whyContext, withLedger } from '../ledger.js'
import { stateMeaning } from '../output/style.js'
import { tableLines } from '../output/table.js'
import { count, shortId, shownAddress } from '../output/words.js'
import { chooseSample } from '../samples.js'
import { readTemplateSet } from '../template-set.js'
import { waitFor } from '../waiting.js'

/** Input of `tidings emit`. */
export interface EmitInput {
  readonly name: string
  readonly sample: string | undefined
  /** File with the data, or with `to` and `data`; `-` is stdin. */
  readonly data: string | undefined
  readonly email: string | undefined
  readonly phone: string | undefined
  readonly locale: string | undefined
  readonly key: string | undefined
  readonly brand: string | undefined
  readonly wait: boolean
  /** Default 60s. */
  readonly timeout: string | undefined
  readonly confirm: string | undefined
}

/** Emits one intent through the SDK; with `wait`, exits 1 where a message was not accepted. */
export const emit: Command<EmitInput> = (context, input) =>
  withLedger(context, async (ledger, configuration) => {
    const content = await contentOf(context, configuration, input)
    await confirmEnvironment(context, configuration, `\`${input.name}\` is emitted, and sent for real`, input.confirm)
    const id = await emitOne(ledger, configuration, input, content)
    if (!input.wait) {
      context.output.result({
        kind: 'emitted',
        data: { id, template: input.name },
        text: ({ paint }) => [`  ${paint('link', id)}  emitted`],
      })
      context.output.note(`  ${context.output.sideStyle.paint('dim', `npx tidings why ${shortId(id)}`)}`)
      return exitCodes.ok
    }
    return await follow(context, ledger, configuration, input, id)
  })

interface Content {
  readonly to: Recipient
  readonly data: unknown
  readonly brand?: string
}

async function contentOf(context: CommandContext, configuration: Configuration, input: EmitInput): Promise<Content> {
  const fromFile = input.data === undefined ? undefined : await readData(context, input.data)
  const needsSample = input.sample !== undefined || fromFile === undefined
  const [read] = needsSample ? await readTemplateSet(configuration, [input.name]) : []
  const sample = read?.source && (await chooseSample(read.source, input.sample))
  const base = { ...sample, ...fromFile }
  const to = {
    ...base.to,
    ...(input.email === undefined ? {} : { email: input.email }),
    ...(input.phone === undefined ? {} : { phone: input.phone }),
    ...(input.locale === undefined ? {} : { locale: input.locale }),
  }
  const brand = input.brand ?? base.brand
  return { to, data: base.data, ...(brand === undefined ? {} : { brand }) }
}

async function readData({ cwd, stdin }: CommandContext, file: string): Promise<Partial<Content>> {
  const json = file === '-' ? await text(stdin) : await readFile(resolve(cwd, file), 'utf8')
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new CliError('invalid-data', `${file === '-' ? 'stdin' : file} is no JSON: ${why}`, { cause })
  }
  const isWhole = typeof value === 'object' && value !== null && 'to' in value && 'data' in value
  return isWhole ? (value as Content) : { data: value }
}

async function emitOne(
  { connection }: Ledger,
  { source }: Configuration,
  { name, key }: EmitInput,
  { to, data, brand }: Content,
): Promise<string> {
  // The connection prepares its statements by name.
  const query = async (text: string, values: unknown[]) => ({
    rows: await connection.run(
      { name: `cli_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`, text },
      values,
    ),
  })
  const tidings = createTidings({ source, transport: outbox({ query }, { connections: 1 }) })
  try {
    const { id } = await tidings.emit(name, {
      to,
      data,
      ...(key === undefined ? {} : { idempotencyKey: key }),
      ...(brand === undefined ? {} : { brand }),
    })
    return id
  } catch (error) {
    if (!isTidingsError(error, 'InvalidIntent')) throw error
    throw new CliError('invalid-data', `\`${name}\` was not emitted: the intent is not valid`, {
      lines: (error.issues ?? []).map(describeIssue),
      details: { issues: error.issues ?? [] },
      cause: error,
    })
  } finally {
    await tidings.close()
  }
}

async function follow(
  context: CommandContext,
  ledger: Ledger,
  configuration: Configuration,
  { name, timeout }: EmitInput,
  id: string,
): Promise<number> {
  const { output, settings } = context
  const timeoutMs = timeout === undefined ? 60_000 : durationFlag('--timeout', timeout)
  let last: Story | undefined
  const why = whyContext(configuration)
  const story = await waitFor(context, { timeoutMs, everyMs: 50 }, async () => {
    last = await tellWhy(ledger, id, why)
    output.progress(progressOf(last))
    return last !== undefined && hasEnded(last) ? last : undefined
  })
  const known = story ?? last
  if (known === undefined) {
    throw new CliError('not-found', `\`${id}\` was emitted, and nobody has admitted it in ${timeoutMs / 1_000} s`, {
      hint: 'see with `tidings status` whether a dispatcher runs; `tidings dev` starts one',
      details: { id },
    })
  }
  if (known.kind === 'refused') {
    const { reasons } = known.refused
    output.result({
      kind: 'emitted',
      data: { id, template: name, state: 'refused', reasons },
      text: ({ paint }) => [
        `  ${paint('link', id)}  ${paint('failed', 'refused')}`,
        ...reasons.map(({ path, message }) => `    ${path} ${message}`),
      ],
    })
    return exitCodes.failed
  }
  const messages = known.messages.map(({ n, channel, address, state, attempts }) => ({
    id: `${id}.${n}`,
    channel,
    to: shownAddress(address, settings.showAddresses),
    state,
    attempts: attempts.filter(({ attempt }) => attempt > 0).length,
  }))
  output.result({
    kind: 'emitted',
    data: { id, template: name, ended: story !== undefined, messages },
    text: ({ paint }) =>
      messages.length === 0
        ? [
            `  ${paint('link', id)}  ${paint('waiting', known.planned ? 'reaches no channel' : 'held: the template is not published')}`,
          ]
        : tableLines(
            [{ title: '' }, { title: '' }, { title: '' }, { title: '' }],
            messages.map((message) => [
              paint('link', message.id),
              message.channel,
              `${paint(stateMeaning(message.state), message.state)}${message.attempts > 0 ? ` after ${count(message.attempts, 'attempt')}` : ''}`,
              message.state === 'accepted' || message.state === 'not reached'
                ? ''
                : paint('dim', `why: npx tidings why ${shortId(id)}`),
            ]),
          ),
  })
  return story !== undefined && known.messages.every(isWell) ? exitCodes.ok : exitCodes.failed
}

function progressOf(story: Story | undefined): string {
  if (story?.kind !== 'intent') return 'emitted, not admitted yet'
  const ended = story.messages.filter(({ state }) => isFinal(state)).length
  return `${ended} of ${story.messages.length} ended`
}

function hasEnded(story: Story): boolean {
  return (
    story.kind === 'refused' ||
    (story.planned && story.messages.every(({ state, queued }) => queued === undefined && isFinal(state)))
  )
}

function isFinal(state: string): boolean {
  return !['pending', 'claimed', 'calling', 'retrying', 'held'].includes(state)
}

function isWell({ state }: MessageStory): boolean {
  return state === 'accepted' || state === 'not reached'
}
