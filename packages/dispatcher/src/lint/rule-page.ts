import { describeRules, type RuleDescription } from './describe-rules.js'
import type { LintExample } from './lint-rule.js'

const languages: Readonly<Record<string, string>> = {
  mjml: 'html',
  html: 'html',
  yaml: 'yaml',
  json: 'json',
  png: 'text',
}

/** Every page about rules, by file name: one per rule of lint, and `README.md`, which lists all of them by group. */
export function rulePages(): Readonly<Record<string, string>> {
  const rules = describeRules()
  const groups = new Map<string, readonly RuleDescription[]>()
  for (const rule of rules) groups.set(rule.group, [...(groups.get(rule.group) ?? []), rule])
  const lists = [...groups].map(([group, own]) => {
    const rows = own.map(({ id, severity, title, rule }) => {
      const name = rule === undefined ? id : `[${id}](${id}.md)`
      return `| ${name} | ${severity} | ${title.replaceAll('|', '\\|')} |`
    })
    return `## ${group}\n\n| rule | severity | what it guards |\n|---|---|---|\n${rows.join('\n')}`
  })
  const pages = rules.filter(({ rule }) => rule !== undefined).map((rule) => [`${rule.id}.md`, rulePage(rule)])
  return { 'README.md': `${index}\n\n${lists.join('\n\n')}\n`, ...Object.fromEntries(pages) }
}

const index = `# Rules of \`tidings lint\`

Each rule guards something outside of Tidings: what a mail client does, a standard, a law. What keeps a template from being
compiled stands under *compiling*; such a rule is always an error. All others can be set in \`tidings.yaml\`
(\`lint: { rules: { TPL403: off } }\`, or \`warning\`, \`error\`), or disabled at a place with the reason why:

- in MJML and HTML \`<!-- tidings-disable-next TPL403: reason -->\`, in Liquid \`{% # tidings-disable-next TPL403: reason %}\`, in
  template.yaml \`# tidings-disable-next TPL403: reason\`: covers the next element, line or entry
- the same with \`tidings-disable\` at the head of a file: covers all of it

\`tidings lint --rules\` lists the rules, \`tidings lint --explain TPL403\` prints the page of one.`

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
