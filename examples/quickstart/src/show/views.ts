import { join } from 'node:path'

import { paint, symbols } from '../../progress.mjs'
import type { Caught, Emitted, Message, Refusal, Replay } from './answers.js'
import { hang, section, table, width, wrap } from './text.js'

/** The last eight digits of an id: enough to name it on a command line. */
export const shortId = (id: string): string => id.slice(-8)

/** A command as it would be typed, and what it printed. */
export function command(typed: string, printed: readonly string[]): string[] {
  return [`${paint('dim', '$')} ${typed}`, ...printed.flatMap((line) => hang(line, width - 8))]
}

/** `10 accepted, 1 failed`. */
export function tally(messages: readonly Message[]): string {
  const states = [...new Set(messages.map(({ state }) => state))]
  return states.map((state) => `${messages.filter((each) => each.state === state).length} ${state}`).join(', ')
}

const span = (ms: number): string => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`)

/** What became of each message. */
export function outcomes(
  messages: readonly Message[],
  emitted: readonly Emitted[],
  caught: readonly Caught[],
): string[] {
  const rows = messages.map(({ id, intent, n, template, channel, to, state, code, detail }) => {
    const asked = emitted.find((each) => each.id === intent)?.locale ?? ''
    const { afterMs, locale = asked } = caught.find(({ messageId }) => messageId === id) ?? {}
    const why = state === 'refused' ? 'wrong data, see below' : [code, detail].filter(Boolean).join(' ')
    return [
      paint('link', n === 0 ? shortId(intent) : `${shortId(intent)}.${n}`),
      template,
      channel ?? '',
      to,
      locale === asked ? asked : `${asked} ${symbols.arrow} ${locale}`,
      paint(state === 'accepted' ? 'done' : 'failed', state),
      state === 'accepted' ? paint('dim', afterMs === undefined ? '' : `${span(afterMs)} after emit`) : why,
    ]
  })
  return section('What became of each message', table(rows))
}

/** Wrong data, as the SDK and as the ledger tell it. */
export function wrongData(refusal: Refusal | undefined, why: readonly string[]): string[] {
  const issues = (refusal?.issues ?? []).map(({ path, message }) => [paint('link', path), message])
  return section('Wrong data, twice', [
    `emit-wrong-data.ts: \`emit\` throws ${paint('failed', refusal?.error ?? 'nothing')} before anything is sent`,
    ...table(issues).map((line) => `  ${line}`),
    '',
    `emit-without-types.ts: SQL takes it, admission ${paint('failed', 'refuses')} it, and everything else goes on`,
    ...why,
  ])
}

/** One mail, as a mail program without HTML shows it. */
export function mail({ from, to, subject, bytes, mail: parts }: Caught, name: string): string[] {
  const header = parts?.headers ?? {}
  return section(`The mail to ${name}`, [
    ...table([
      [paint('dim', 'From'), header.from ?? from],
      [paint('dim', 'To'), header.to ?? to],
      [paint('dim', 'Subject'), paint('strong', subject)],
      [paint('dim', 'Size'), `${(bytes / 1000).toFixed(1)} KB, HTML and text`],
    ]),
    '',
    ...wrap((parts?.plain ?? '').trim(), width - 8).map((line) => `${paint('dim', '|')} ${line}`),
  ])
}

/** A replay: what was planned, and what came of it. */
export function replayed({ replay, plan, progress }: Replay): string[] {
  const { accepted = 0, failed = 0 } = progress.ended
  const messages = plan.messages === 1 ? '1 message' : `${plan.messages} messages`
  return [
    `  plan ${paint('link', plan.hash.slice(0, 4))}: ${messages} of ${plan.templates.join(', ')}, as first sent`,
    `  replay ${replay}: ${paint(failed === 0 ? 'done' : 'failed', `${accepted} accepted, ${failed} failed`)}`,
  ]
}

/** Where everything lies, and what to do next. */
export function next(place: string, mailNumber: number): string[] {
  return [
    ...section('Where it lies', [
      ...table([
        [paint('link', join(place, '.tidings/caught/mail')), 'the rendered mails'],
        [paint('link', join(place, '.tidings/caught/caught.jsonl')), 'every message that was caught'],
      ]),
    ]),
    ...section(place === '.' ? 'Next' : `Next, in ${place}`, [
      ...table([
        [paint('link', 'npx tidings dev'), 'all of this again, until Ctrl-C; in a second terminal'],
        [paint('link', `npx tidings caught show ${mailNumber} --open`), 'shows that mail in your browser'],
        [paint('link', 'npx tidings emit one-time-code --wait'), 'sends a message of your own'],
      ]),
    ]),
  ]
}
