import type { Finding } from '@tidings/dispatcher/templates'

import { findingLine } from '../findings.js'
import type { Style } from '../output/style.js'
import { bytes, count, shorten } from '../output/words.js'
import type { MessageView, TemplateView } from './answers.js'
import { clipBytes } from './clip-bytes.js'

/** A template as it was rendered, for a terminal: what each channel says, links, size, and what lint found. */
export function terminalLines(view: TemplateView, style: Style): string[] {
  const { paint } = style
  const { title, name, sample, locale, brand, timeZone, messages, findings } = view
  return [
    `${paint('strong', title)}  ${paint('dim', [name, sample, locale, brand, timeZone].join(` ${style.symbols.dot} `))}`,
    ...messages.flatMap((message) => ['', ...messageLines(message, style)]),
    '',
    ...lintLines(findings, style),
  ]
}

function messageLines(message: MessageView, style: Style): string[] {
  const { paint } = style
  const indent = (text: string): string[] =>
    text
      .trimEnd()
      .split(/\r?\n/)
      .map((line) => `  ${line}`.trimEnd())
  switch (message.channel) {
    case 'email': {
      const { from, to, subject, preheader, text, links, htmlBytes, rawBytes } = message
      const share = Math.round((htmlBytes / clipBytes) * 100)
      return [
        `${paint('strong', 'email')}  ${from} to ${to}`,
        row('subject', subject, style),
        row('preheader', preheader === '' ? 'none' : preheader, style),
        row('size', `${bytes(htmlBytes)} of HTML, ${share} % of what Gmail shows; ${bytes(rawBytes)} in all`, style),
        '',
        ...indent(text),
        ...(links.length === 0 ? [] : ['', `  ${paint('strong', count(links.length, 'link'))}`]),
        ...links.map(({ text: words, href }) => `  ${shorten(words, 32).padEnd(34)}${paint('link', href)}`),
      ]
    }
    case 'sms':
      return [
        `${paint('strong', 'sms')}  ${[message.from, 'to', message.to].filter(Boolean).join(' ')}`,
        row(
          'length',
          `${count([...message.text].length, 'character')}, ${message.travel.encoding}, ${count(message.travel.begins.length, 'segment')}, ${message.travel.unused} left`,
          style,
        ),
        '',
        ...indent(message.text),
      ]
    case 'push':
      return [
        `${paint('strong', 'push')}  to ${message.app}`,
        row('title', message.title, style),
        row('body', message.body, style),
        ...(message.link === undefined ? [] : [row('link', message.link, style)]),
      ]
  }
}

function lintLines(findings: readonly Finding[], { paint }: Style): string[] {
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const warnings = findings.length - errors
  const summary = `${count(errors, 'error')}, ${count(warnings, 'warning')}`
  return [
    `${paint('strong', 'lint')}  ${paint(errors > 0 ? 'failed' : warnings > 0 ? 'waiting' : 'done', summary)}`,
    ...findings.map((finding) => `  ${findingLine(finding)}`),
  ]
}

function row(name: string, text: string, { paint }: Style): string {
  return `  ${paint('dim', name.padEnd(10))}${text}`
}
