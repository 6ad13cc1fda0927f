import type { RuleDescription } from './describe-rules.js'
import type { LintExample } from './lint-rule.js'

const languages: Readonly<Record<string, string>> = { mjml: 'html', html: 'html', yaml: 'yaml', json: 'json' }

/** What a rule says of itself, as Markdown: its page in the docs. */
export function rulePage({ id, group, severity, title, rule, adjustable }: RuleDescription): string {
  const head = [
    `# ${id}: ${title.replace(/\.$/, '')}`,
    `Group: ${group} · severity: ${severity}${adjustable ? '' : ', always'}`,
  ]
  if (rule === undefined) return `${head.join('\n\n')}\n`
  const { why, fix, source, bad, good } = rule
  return `${[
    ...head,
    why,
    `**Source.** ${source}`,
    `**Fix.** ${sentence(fix)}`,
    '## Bad',
    ...examples(bad),
    '## Good',
    ...examples(good),
    '## Where it does not fit',
    'Set it in `tidings.yaml`, or say at the place why not (in Liquid and YAML in a comment of theirs):',
    block('yaml', `lint: { rules: { ${id}: off } }      # or warning, error`),
    block('html', `<!-- tidings-disable-next ${id}: a reason -->`),
  ].join('\n\n')}\n`
}

function examples(example: LintExample): readonly string[] {
  const files = Object.entries(example)
  if (files.length === 0) return ['A template with all its files.']
  return files.flatMap(([file, text]) =>
    text === ''
      ? [`No \`${file}\`.`]
      : [`\`${file}\``, block(languages[file.slice(file.lastIndexOf('.') + 1)] ?? 'liquid', text.trimEnd())],
  )
}

/** A block that holds the text whole, also where it has fences of its own. */
function block(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${text}\n${fence}`
}

function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.!?]$/.test(begun) ? begun : `${begun}.`
}
