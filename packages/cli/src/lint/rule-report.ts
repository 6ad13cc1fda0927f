import type { RuleDescription } from '@tidings/dispatcher/lint'

import { unknownName } from '../errors/unknown-name.js'
import type { Report } from '../output/reporter.js'
import type { Style } from '../output/style.js'
import { tableLines } from '../output/table.js'
import { count } from '../output/words.js'

/** All rules, with those that compiling checks. */
export async function listRules(): Promise<Report> {
  const { describeRules } = await import('@tidings/dispatcher/lint')
  const rules = describeRules()
  const data = rules.map(brief)
  return {
    kind: 'rules',
    data: { rules: data },
    items: data,
    text: (style) => [
      ...tableLines(
        [{ title: 'rule' }, { title: 'group' }, { title: 'severity' }, { title: 'what it guards' }],
        rules.map(({ id, group, severity, title }) => [id, group, painted(severity, style), title]),
      ),
      '',
      `${count(rules.length, 'rule')}; tidings lint --explain ${rules.at(-1)?.id ?? 'TPL104'} says more about one`,
    ],
  }
}

/**
 * One rule: what it guards, why, how to keep it, where that is written, and an example.
 *
 * @throws CliError `not-found` where no rule has the id
 */
export async function explainRule(id: string): Promise<Report> {
  const { describeRules } = await import('@tidings/dispatcher/lint')
  const rules = describeRules()
  const found = rules.find((rule) => rule.id === id.toUpperCase())
  if (found === undefined) {
    const ids = rules.map((rule) => rule.id)
    throw await unknownName(`there is no lint rule \`${id}\``, id, ids, 'tidings lint --rules lists them')
  }
  const { rule } = found
  return {
    kind: 'rule',
    data: {
      ...brief(found),
      ...(rule && { why: rule.why, fix: rule.fix, source: rule.source, bad: rule.bad, good: rule.good }),
    },
    text: (style) => explanation(found, style),
  }
}

const brief = ({ id, group, severity, title, docs, adjustable }: RuleDescription): object => ({
  id,
  group,
  severity,
  title,
  docs,
  adjustable,
})

const painted = (severity: RuleDescription['severity'], { paint }: Style): string =>
  paint(severity === 'error' ? 'failed' : 'waiting', severity)

function explanation({ id, group, severity, title, docs, adjustable, rule }: RuleDescription, style: Style): string[] {
  const { paint } = style
  const head = [
    `${paint('strong', id)}  ${title}`,
    `${painted(severity, style)}${adjustable ? '' : ', always'} · ${group}`,
  ]
  if (rule === undefined) return [...head, '', `${paint('dim', 'docs:')} ${paint('link', docs)}`]
  const example = (name: string, files: Readonly<Record<string, string>>): string[] =>
    Object.entries(files).flatMap(([file, text]) => [
      '',
      `${paint('dim', `${name}:`)} ${text === '' ? `no ${file}` : file}`,
      ...(text === ''
        ? []
        : text
            .trimEnd()
            .split('\n')
            .map((line) => `  ${line}`)),
    ])
  return [
    ...head,
    '',
    rule.why,
    `${paint('dim', 'fix:')} ${rule.fix}`,
    `${paint('dim', 'source:')} ${rule.source}`,
    `${paint('dim', 'docs:')} ${paint('link', docs)}`,
    ...example('bad', rule.bad),
    ...example('good', rule.good),
  ]
}
