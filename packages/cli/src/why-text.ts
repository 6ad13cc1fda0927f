import type { MessageStory, Story } from '@tidings/dispatcher/flows'
import type { AttemptHistory, RefusedHistory } from '@tidings/dispatcher/ledger'
import type { Recipient } from '@tidings/sdk'

import { type Style, stateMeaning } from './output/style.js'
import { bytes, moment, plain, shortHash, shortId, shownAddress, timeOfDay, zoneOf } from './output/words.js'

/** How a story is told. */
export interface WhyStyle extends Style {
  readonly showAddresses: boolean
  /** When it is told: what happened on another day is told with its date. */
  readonly now: Date
}

type IntentStory = Extract<Story, { readonly kind: 'intent' }>

const row = (head: string, text: string): string => `  ${head.padEnd(8)} ${text}`
const subRow = (head: string, text: string): string => `    ${head.padEnd(6)} ${text}`

/** The story of an intent, for people. */
export function whyLines(story: Story, style: WhyStyle): string[] {
  return story.kind === 'refused' ? refusedLines(story.refused, style) : intentLines(story, style)
}

function intentLines({ intent, messages, planned }: IntentStory, style: WhyStyle): string[] {
  const version = messages
    .flatMap(({ attempts, queued }) => [...attempts.map((each) => each.templateVersion), queued?.templateVersion])
    .find((hash) => hash)
  const lines = [
    row(
      'intent',
      [
        `${style.paint('strong', intent.template)} for ${recipientName(intent.recipient, style)}`,
        `from ${intent.source}`,
        `admitted ${first(intent.admittedAt, style)}`,
        ...(version ? [`template ${shortHash(version)}`] : []),
        ...(intent.brand && intent.brand !== 'main' ? [`brand ${intent.brand}`] : []),
      ].join(', '),
    ),
  ]
  if (!planned) {
    lines.push(
      row('waits', `for template \`${intent.template}\`, which is not published here`),
      row('next', style.paint('link', `npx tidings publish ${intent.template}`)),
    )
    return lines
  }
  for (const message of messages) lines.push(...messageLines(message, intent, style))
  const failed = messages.some(({ state }) => ['failed', 'expired', 'suppressed'].includes(state))
  const unknown = messages.some(({ state, queued }) => state === 'unknown' && queued === undefined)
  const flag = unknown ? ' --include-unknown' : ''
  const commands = [
    ...new Set(messages.flatMap(pausesOf)).values(),
    ...(failed || unknown ? [`npx tidings replay ${shortId(intent.id)}${flag}`] : []),
  ]
  lines.push(...commands.map((command) => row('next', style.paint('link', command))))
  return lines
}

/** How to end the pause that a message waits for. */
function pausesOf({ queued, now }: MessageStory): readonly string[] {
  const says = queued?.hold === 'paused' ? now.find(({ gate, passes }) => gate === 'pause' && !passes)?.says : undefined
  const [, kind, name] = /^(template|provider|channel) (\S+) is paused/.exec(says ?? '') ?? []
  return kind === undefined ? [] : [`npx tidings resume ${kind} ${name}`]
}

function messageLines(
  message: MessageStory,
  { admittedAt, expiresAt }: IntentStory['intent'],
  style: WhyStyle,
): string[] {
  const { step, channel, address, state, attempts, evidence, queued, now } = message
  const { paint, symbols, showAddresses } = style
  const shown = shownAddress(address, showAddresses)
  const word = paint(stateMeaning(state), state.toUpperCase())
  const lines = [row(`step ${step + 1}`, `${channel} ${shown}: ${word}${stateReason(message)}`)]
  const generations = new Set(attempts.map(({ generation }) => generation))
  for (const attempt of attempts) lines.push(attemptLine(attempt, generations.size > 1, admittedAt))
  for (const each of evidence) {
    lines.push(
      subRow(
        'later',
        `${moment(each.at, admittedAt)}: ${[each.outcome, each.code, quoted(each.detail)].filter(Boolean).join(' ')}`,
      ),
    )
  }
  if (queued) {
    const what =
      queued.hold === null
        ? `attempt ${queued.attempt + 1} due ${moment(queued.due, admittedAt)}`
        : queued.hold === 'settling'
          ? `news of attempt ${queued.attempt} may come until ${moment(queued.due, admittedAt)}`
          : `held: ${holds[queued.hold] ?? queued.hold}`
    lines.push(subRow('waits', `${what}, expires ${moment(queued.expiresAt, admittedAt)}`))
  }
  // The gate writes UTC, as logs do.
  const expires = `expires ${moment(queued?.expiresAt ?? expiresAt, admittedAt)}`
  const opinions = now.map(({ gate, passes, says }) =>
    passes ? (gate === 'expiry' ? expires : says) : paint('failed', says),
  )
  if (opinions.length > 0 && state !== 'accepted') lines.push(subRow('now', opinions.join(` ${symbols.dot} `)))
  return lines
}

function stateReason({ state, attempts, queued }: MessageStory): string {
  if (queued) return ''
  const last = attempts.at(-1)
  if (!last || state === 'accepted') return last?.provider ? `, by ${last.provider}` : ''
  if (last.attempt === 0) return last.detail ? `, ${plain(last.detail)}` : ''
  return `, ${last.outcome}${last.provider ? ` by ${last.provider}` : ''}`
}

function attemptLine(attempt: AttemptHistory, replayed: boolean, admittedAt: Date): string {
  const { generation, attempt: number, beganAt, endedAt, outcome, code, detail, ref, finalState } = attempt
  const head = `#${number}${replayed && generation > 0 ? ` r${generation}` : ''}`
  const said = [outcome, code, quoted(detail)].filter(Boolean).join(' ')
  if (number === 0) {
    return subRow(
      'gate',
      `${moment(endedAt, admittedAt)}: ${[finalState ?? outcome, code, quoted(detail)].filter(Boolean).join(' ')}`,
    )
  }
  const began = beganAt === null ? '' : `all gates passed, began ${moment(beganAt, admittedAt)}, `
  const ended =
    beganAt !== null && sameSecond(beganAt, endedAt) ? timeOfDay(endedAt).slice(-4) : moment(endedAt, admittedAt)
  return subRow(head, `${began}ended ${ended}: ${said}${outcome === 'accepted' && ref ? `, ref ${plain(ref)}` : ''}`)
}

function refusedLines(refused: RefusedHistory, style: WhyStyle): string[] {
  const { paint } = style
  const { id, at, source, template, externalId, reasons, body, duplicateOf, replayedBy } = refused
  return [
    row(
      'intent',
      `${paint('strong', template ?? 'unreadable')} from ${source ?? 'an unknown source'}, ${paint('failed', 'REFUSED')} ${first(at, style)}`,
    ),
    ...(externalId === null ? [] : [row('id', plain(externalId))]),
    ...reasons.map(({ path, message, code }) =>
      row('reason', `${path === '' ? '' : `${path} `}${plain(message)} ${paint('dim', code)}`),
    ),
    row('bytes', `${bytes(Buffer.byteLength(body))}; npx tidings why ${shortId(id)} --raw prints them`),
    ...(duplicateOf === null ? [] : [row('winner', paint('link', `npx tidings why ${shortId(duplicateOf)}`))]),
    ...(replayedBy === null
      ? [row('next', paint('link', `npx tidings replay ${shortId(id)}`))]
      : [row('then', `emitted again by replay ${replayedBy}`)]),
  ]
}

/** What a held message waits for. */
const holds: Readonly<Record<string, string>> = {
  paused: 'paused',
  template: 'its template is not published',
  route: 'no provider is routed',
}

/** The first moment of a story; the others are on the same day unless they say so. */
function first(at: Date, { now }: WhyStyle): string {
  return at.toDateString() === now.toDateString() ? timeOfDay(at) : `${moment(at, now)} ${zoneOf(at)}`
}

function recipientName(recipient: string | null, { showAddresses }: WhyStyle): string {
  if (recipient === null) return 'a recipient who was erased'
  const to = JSON.parse(recipient) as Recipient
  if (to.id !== undefined) return to.id
  return shownAddress(to.email ?? to.phone ?? 'a device', showAddresses)
}

function quoted(detail: string | null): string | undefined {
  return detail === null || detail === '' ? undefined : `"${plain(detail)}"`
}

function sameSecond(left: Date, right: Date): boolean {
  return Math.floor(left.getTime() / 1_000) === Math.floor(right.getTime() / 1_000)
}
