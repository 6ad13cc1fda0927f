import type { Findings } from './source/findings.js'
import type { TemplateSource } from './source.js'

/**
 * What the bodies of a template's e-mail are written in; undefined, with a finding, where some are MJML and some HTML.
 * Default: MJML.
 */
export function emailEnding(source: TemplateSource, findings: Findings): '.mjml' | '.html' | undefined {
  const bodies = Object.keys(source.files)
    .filter((file) => /^email(?!\.text\.)(?:\.[A-Za-z0-9-]+)?\.(?:mjml|html)$/.test(file))
    .sort()
  const html = bodies.find((file) => file.endsWith('.html'))
  const mjml = bodies.find((file) => file.endsWith('.mjml'))
  if (html === undefined || mjml === undefined) return html === undefined ? '.mjml' : '.html'
  findings.add(
    'TPL005',
    { file: `${source.name}/${html}`, line: 1, column: 1 },
    `the e-mail has bodies in MJML and in HTML, ${mjml} and ${html}`,
    'keep one of them: MJML is compiled to HTML, and HTML is sent as it is written',
  )
  return undefined
}
