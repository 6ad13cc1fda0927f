// The quick start, from an empty machine to a replayed message. It does what you would do by hand: it runs `tidings`,
// runs the programs beside this file, and reads what they say.
import { relative } from 'node:path'
import { parseArgs } from 'node:util'

import { paint, startProgress } from '../progress.mjs'
import type { Caught, Dev, Emitted, Message, Refusal, Replay } from './show/answers.js'
import { awaitFinal } from './show/await-final.js'
import { emitting, folder, ProgramFailed, tidings, tidingsText } from './show/programs.js'
import { command, mail, next, outcomes, replayed, shortId, tally, wrongData } from './show/views.js'

const { values } = parseArgs({
  options: {
    name: { type: 'string', default: 'Jana' },
    locale: { type: 'string', default: 'de-AT' },
    fault: { type: 'string', default: 'reject 30003 until lifted' },
  },
})
/** The number of the customer whose carrier fails. */
const unreachable = '+4915112345667'
const place = relative(process.env.INIT_CWD ?? process.cwd(), folder) || '.'

const interrupt = new AbortController()
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => interrupt.abort())
const { signal } = interrupt
const print = (lines: readonly string[]): void => console.log(lines.join('\n'))

/** Does one thing after the other, and says for each what was done and how long it took. */
async function step<T>(title: string, result: (answer: T) => string, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted()
  const progress = startProgress(title)
  try {
    const answer = await work()
    progress.done(result(answer))
    return answer
  } catch (error) {
    progress.failed(signal.aborted ? `${title}: interrupted` : title)
    throw error
  }
}

async function show(): Promise<void> {
  await step(
    `telling the catcher to fail for ${unreachable}`,
    () => `the catcher answers SMS to ${unreachable} with: ${values.fault}`,
    async () => {
      await tidings(['caught', 'fail', '--clear'], { signal })
      await tidings(['caught', 'fail', '--channel', 'sms', '--to', unreachable, values.fault], { signal })
    },
  )

  const since = new Date()
  const emit = <T>(program: string): Promise<T[]> => emitting<T>(program, [values.name, values.locale], { signal })
  const [emitted, refusal] = await step(
    'emitting',
    ([all]) => `${all.length} intents emitted by three services`,
    async () => {
      const orders = await emit<Emitted>('emit-orders')
      const others = await emit<Emitted>('emit-code-and-menu')
      const untyped = await emit<Emitted>('emit-without-types')
      const [wrong] = await emit<Refusal>('emit-wrong-data')
      return [[...orders, ...others, ...untyped], wrong] as const
    },
  )
  const messages = await step(
    'waiting for the messages to end',
    (all) => `every message is final: ${tally(all)}`,
    () => awaitFinal(emitted, since, signal, 90_000),
  )
  const caught = await tidings<Caught>(['caught', '--limit', '200'], { signal })
  print(outcomes(messages, emitted, caught))

  const refused = messages.find(({ state }) => state === 'refused')
  const why = (id: string): Promise<string[]> => tidingsText(['why', shortId(id)], hasColours, { signal })
  print(
    wrongData(
      refusal,
      refused === undefined
        ? []
        : command(`npx tidings why ${shortId(refused.intent)}`, await why(refused.intent)).map((line) => `  ${line}`),
    ),
  )

  const theirs = emitted[1]
  const letter = caught.find(({ messageId }) => messageId === `${theirs?.id}.1`)
  if (letter !== undefined) {
    const [full] = await tidings<Caught>(['caught', 'show', String(letter.n)], { signal })
    if (full !== undefined) print(mail(full, values.name))
  }

  const failed = messages.filter(({ state }) => state === 'failed')
  await explain(failed, theirs, why)
  print(next(place, letter?.n ?? 1))
}

/** Why the SMS failed, and its replay; with another fault it may have arrived, and then only why. */
async function explain(
  failed: readonly Message[],
  theirs: Emitted | undefined,
  why: (id: string) => Promise<string[]>,
): Promise<void> {
  const intent = failed[0]?.intent ?? theirs?.id
  if (intent === undefined) return
  print(['', `  ${paint('strong', failed.length > 0 ? 'Why did the SMS fail?' : 'What happened to the SMS?')}`, ''])
  print(command(`npx tidings why ${shortId(intent)}`, await why(intent)).map((line) => `    ${line}`))
  await tidings(['caught', 'fail', '--clear'], { signal })
  if (failed.length === 0) return
  const args = ['replay', shortId(intent), '--reason', 'fault lifted', '--yes']
  const [replay] = await tidings<Replay>(args, { signal })
  print(['', `  ${paint('strong', 'Send it again, now that the fault is lifted')}`, ''])
  print(command('npx tidings caught fail --clear', []).map((line) => `    ${line}`))
  const typed = `npx tidings replay ${shortId(intent)} --reason 'fault lifted' --yes`
  print(command(typed, replay === undefined ? [] : replayed(replay)).map((line) => `    ${line}`))
}

const hasColours = paint('done', '') !== ''
const from = performance.now()
let running = false
try {
  await step<Dev | undefined>(
    'starting PostgreSQL, dispatcher and catcher',
    (dev) =>
      `${dev?.database.replace(/ \(.*/, '')}, dispatcher and catcher run; ${dev?.templates.length} templates published`,
    async () => {
      const [dev] = await tidings<Dev>(['dev', '--detach'])
      running = true
      return dev
    },
  )
  await show()
} catch (error) {
  process.exitCode = signal.aborted ? 130 : 1
  if (!signal.aborted) console.error(`\n${error instanceof ProgramFailed ? error.message : (error as Error).stack}`)
} finally {
  if (running) {
    // Also after Ctrl-C: what was started is stopped in any case.
    console.log()
    const stopping = startProgress('stopping')
    await tidings(['dev', 'stop'])
    stopping.done('stopped; nothing is left running')
  }
}
if (!process.exitCode) console.log(`\n  ${((performance.now() - from) / 1000).toFixed(1)} s from start to end\n`)
