import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Caught } from '@tidings/dispatcher/embedded'
import type { Channel } from '@tidings/sdk'

import { ask, openCatcher } from '../catcher.js'
import type { Command } from '../command.js'
import { sinceFlag } from '../durations.js'
import { CliError } from '../errors/cli-error.js'
import { exitCodes } from '../errors/error-table.js'
import { openUrl } from '../open-url.js'
import type { Style } from '../output/style.js'
import { tableLines } from '../output/table.js'
import { bytes, count, plain, shorten, span } from '../output/words.js'

/** Which caught messages. */
export interface CaughtInput {
  readonly channel: Channel | undefined
  /** Address, or a part of it. */
  readonly to: string | undefined
  readonly since: string | undefined
  readonly limit: number | undefined
}

/** Lists caught messages, newest first. */
export const caughtList: Command<CaughtInput> = async (context, { channel, to, since, limit = 20 }) => {
  const catcher = await openCatcher(context)
  const from = sinceFlag(since, context.clock())
  const messages = await ask(() =>
    catcher.list({
      limit,
      ...(channel && { channel }),
      ...(to && { to }),
      ...(from && { since: from }),
    }),
  )
  context.output.result({
    kind: 'caught',
    data: { messages },
    items: messages,
    text: (style) =>
      messages.length === 0
        ? ['  nothing caught yet']
        : tableLines(
            Array.from({ length: 6 }, () => ({ title: '' })),
            messages.map((message) => cells(message, style)),
          ),
  })
  if (messages.length > 0)
    context.output.note(`  ${context.output.sideStyle.paint('dim', `tidings caught show ${messages[0]?.n}`)}`)
  return exitCodes.ok
}

function cells(message: Caught, { paint }: Style): readonly string[] {
  const { n, channel, to, subject, text, push, locale, afterMs, reply, code } = message
  const words = channel === 'email' ? subject : channel === 'sms' ? text : push?.title
  const answered = reply === 'accepted' ? '' : paint('failed', [reply, code].filter(Boolean).join(' '))
  return [
    paint('link', `#${n}`),
    channel,
    shorten(to, 32),
    `"${shorten(plain(words ?? ''), 48)}"`,
    locale ?? '',
    answered || (afterMs === undefined ? '' : paint('dim', `${span(afterMs)} after emit`)),
  ]
}

/** Input of `tidings caught show`. */
export interface CaughtShowInput {
  readonly number: number
  readonly html: boolean
  readonly eml: boolean
  /** Opens the HTML in the browser. */
  readonly open: boolean
}

/** Shows one caught message. */
export const caughtShow: Command<CaughtShowInput> = async (context, { number, html, eml, open }) => {
  const catcher = await openCatcher(context)
  const message = await ask(() => catcher.get(number))
  if (!message) {
    throw new CliError('not-found', `there is no caught message #${number}`, { hint: '`tidings caught` lists them' })
  }
  const { mail } = message
  if (eml) {
    const raw = await ask(() => catcher.raw(number))
    if (!raw) throw new CliError('not-found', `#${number} is no mail`, { hint: 'show it without --eml' })
    context.output.raw(raw)
    return exitCodes.ok
  }
  if (html || open) {
    if (mail?.html === undefined)
      throw new CliError('not-found', `#${number} has no HTML`, { hint: 'show it without --html' })
    if (open) await openInBrowser(mail.html, number)
    else context.output.raw(mail.html)
    return exitCodes.ok
  }
  context.output.result({
    kind: 'caught-message',
    data: message,
    text: ({ paint }) => [
      `${paint('strong', `#${message.n}`)}  ${message.channel} to ${message.to}${message.from === undefined ? '' : ` from ${message.from}`}  ${paint('dim', bytes(message.bytes))}`,
      ...(message.reply === 'accepted'
        ? []
        : [`  ${paint('failed', `answered: ${[message.reply, message.code].filter(Boolean).join(' ')}`)}`]),
      ...(message.messageId === undefined ? [] : [`  ${paint('dim', message.messageId)}`]),
      ...(message.subject === undefined ? [] : ['', `  ${paint('strong', message.subject)}`]),
      ...(message.push === undefined ? [] : ['', `  ${paint('strong', message.push.title)}`]),
      '',
      ...(mail?.plain ?? message.text ?? message.push?.body ?? '')
        .trimEnd()
        .split(/\r?\n/)
        .map((line) => `  ${line}`.trimEnd()),
    ],
  })
  return exitCodes.ok
}

async function openInBrowser(html: string, number: number): Promise<void> {
  const file = join(tmpdir(), `tidings-caught-${number}.html`)
  await writeFile(file, html, { mode: 0o600 })
  await openUrl(file)
}

/** Input of `tidings caught fail`. */
export interface CaughtFailInput extends CaughtInput {
  /** Undefined: list the rules in force. */
  readonly rule: string | undefined
  readonly clear: boolean
}

/** Makes the catcher fail by rule, lists the rules, or lifts them. */
export const caughtFail: Command<CaughtFailInput> = async (context, { rule, clear, channel, to }) => {
  if (rule !== undefined && clear)
    throw new CliError('usage', '--clear lifts rules and takes none', { hint: 'leave one out' })
  const catcher = await openCatcher(context)
  const scope = { ...(channel && { channel }), ...(to && { to }) }
  if (clear) {
    const cleared = await ask(() => catcher.clearRules(scope))
    context.output.result({
      kind: 'rules-cleared',
      data: { cleared },
      text: () => [`${count(cleared, 'rule')} lifted`],
    })
    return exitCodes.ok
  }
  if (rule !== undefined) await ask(() => catcher.setRule(rule, scope))
  const rules = await ask(() => catcher.rules())
  context.output.result({
    kind: 'rules',
    data: { rules },
    items: rules,
    text: ({ paint }) =>
      rules.length === 0
        ? ['  no rules in force: the catcher accepts everything']
        : tableLines(
            [{ title: '' }, { title: '' }, { title: '' }, { title: '' }],
            rules.map((each) => [
              each.channel ?? 'every channel',
              each.to ?? 'every address',
              paint('failed', each.rule),
              paint('dim', each.left === null ? `met ${each.met}` : `met ${each.met}, ${each.left} to go`),
            ]),
          ),
  })
  if (rules.length > 0)
    context.output.note(`  ${context.output.sideStyle.paint('dim', 'lift: tidings caught fail --clear')}`)
  return exitCodes.ok
}

/** Prints messages as they are caught, until the signal. */
export const caughtEvents: Command<object> = async (context) => {
  const catcher = await openCatcher(context)
  await ask(async () => {
    for await (const event of catcher.events(context.signal)) {
      if (event === 'listening') context.output.note('listening; Ctrl-C ends it')
      else context.output.item('caught', event, (style) => `  ${cells(event, style).filter(Boolean).join('  ')}`)
    }
  })
  return context.signal.aborted ? exitCodes.interrupted : exitCodes.ok
}
