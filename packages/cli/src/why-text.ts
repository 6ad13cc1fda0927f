import type { MessageStory, Story } from '@tidings/dispatcher/flows'
import type { AttemptHistory, RefusedHistory } from '@tidings/dispatcher/ledger'
import type { Recipient } from '@tidings/sdk'

import { type Style, stateMeaning } from './output/style.js'
import { maskAddress, plain, shortHash, shortId, timeOfDay } from './output/words.js'

/** How a story is told. */
export interface WhyStyle extends Style {
  readonly showAddresses: boolean
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
        `admitted ${timeOfDay(intent.admittedAt)}`,
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
  for (const message of messages) lines.push(...messageLines(message, style))
  const failed = messages.some(({ state }) => ['failed', 'expired', 'suppressed'].includes(state))
  const unknown = messages.some(({ state, queued }) => state === 'unknown' && queued === undefined)
  const flag = unknown ? ' --include-unknown' : ''
  if (failed || unknown) lines.push(row('next', style.paint('link', `npx tidings replay ${shortId(intent.id)}${flag}`)))
  return lines
}

function messageLines(message: MessageStory, style: WhyStyle): string[] {
  const { step, channel, address, state, attempts, evidence, queued, now } = message
  const { paint, symbols, showAddresses } = style
  const shown = showAddresses ? address : maskAddress(address)
  const word = paint(stateMeaning(state), state.toUpperCase())
  const lines = [row(`step ${step + 1}`, `${channel} ${shown}: ${word}${stateReason(message)}`)]
  const generations = new Set(attempts.map(({ generation }) => generation))
  for (const attempt of attempts) lines.push(attemptLine(attempt, generations.size > 1))
  for (const each of evidence) {
    lines.push(
      subRow(
        'later',
        `${timeOfDay(each.at)}: ${[each.outcome, each.code, quoted(each.detail)].filter(Boolean).join(' ')}`,
      ),
    )
  }
  if (queued) {
    const what =
      queued.hold === null
        ? `attempt ${queued.attempt + 1} due ${timeOfDay(queued.due)}`
        : queued.hold === 'settling'
          ? `news of attempt ${queued.attempt} may come until ${timeOfDay(queued.due)}`
          : `held: ${queued.hold}`
    lines.push(subRow('waits', `${what}, expires ${timeOfDay(queued.expiresAt)}`))
  }
  const opinions = now.map(({ passes, says }) => (passes ? says : paint('failed', says)))
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

function attemptLine(attempt: AttemptHistory, replayed: boolean): string {
  const { generation, attempt: number, beganAt, endedAt, outcome, code, detail, ref, finalState } = attempt
  const head = `#${number}${replayed && generation > 0 ? ` r${generation}` : ''}`
  const said = [outcome, code, quoted(detail)].filter(Boolean).join(' ')
  if (number === 0) {
    return subRow(
      'gate',
      `${timeOfDay(endedAt)}: ${[finalState ?? outcome, code, quoted(detail)].filter(Boolean).join(' ')}`,
    )
  }
  const began = beganAt === null ? '' : `all gates passed, began ${timeOfDay(beganAt)}, `
  const ended = beganAt !== null && sameSecond(beganAt, endedAt) ? timeOfDay(endedAt).slice(-4) : timeOfDay(endedAt)
  return subRow(head, `${began}ended ${ended}: ${said}${outcome === 'accepted' && ref ? `, ref ${plain(ref)}` : ''}`)
}

function refusedLines(refused: RefusedHistory, { paint }: WhyStyle): string[] {
  const { id, at, source, template, externalId, reasons, body, duplicateOf, replayedBy } = refused
  return [
    row(
      'intent',
      `${paint('strong', template ?? 'unreadable')} from ${source ?? 'an unknown source'}, ${paint('failed', 'REFUSED')} ${timeOfDay(at)}`,
    ),
    ...(externalId === null ? [] : [row('id', plain(externalId))]),
    ...reasons.map(({ path, message, code }) =>
      row('reason', `${path === '' ? '' : `${path} `}${plain(message)} ${paint('dim', code)}`),
    ),
    row('bytes', plain(body).slice(0, 200) + (body.length > 200 ? ` (${body.length} in all)` : '')),
    ...(duplicateOf === null ? [] : [row('winner', paint('link', `npx tidings why ${shortId(duplicateOf)}`))]),
    ...(replayedBy === null
      ? [row('next', paint('link', `npx tidings replay ${shortId(id)}`))]
      : [row('then', `emitted again by replay ${replayedBy}`)]),
  ]
}

function recipientName(recipient: string | null, { showAddresses }: WhyStyle): string {
  if (recipient === null) return 'a recipient who was erased'
  const to = JSON.parse(recipient) as Recipient
  if (to.id !== undefined) return to.id
  const address = to.email ?? to.phone ?? 'a device'
  return showAddresses ? address : maskAddress(address)
}

function quoted(detail: string | null): string | undefined {
  return detail === null || detail === '' ? undefined : `"${plain(detail)}"`
}

function sameSecond(left: Date, right: Date): boolean {
  return Math.floor(left.getTime() / 1_000) === Math.floor(right.getTime() / 1_000)
}
