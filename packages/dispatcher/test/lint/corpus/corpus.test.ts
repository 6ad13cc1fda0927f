import { readFile, writeFile } from 'node:fs/promises'

import { expect, it } from 'vitest'

import { absent, corpus, licences } from './corpus.js'
import { findingsIn } from './findings-in.js'

/** Template -> finding, as `TPL607 7:5` -> `right: …` or `wrong: …`, as somebody judged who looked at the template. */
type Verdicts = Readonly<Record<string, Readonly<Record<string, string>>>>

const file = new URL('verdicts.json', import.meta.url)
const readVerdicts = async (): Promise<Verdicts> => JSON.parse(await readFile(file, 'utf8')) as Verdicts

const isThere = (template: string): boolean => !absent.some((name) => template.startsWith(`${name}/`))

/** Every error in the corpus, with its verdict, or with what it says where nobody has judged it. */
function judged(verdicts: Verdicts): Verdicts {
  const found = corpus.map((template): [string, Record<string, string>] => [
    template.file,
    Object.fromEntries(
      findingsIn(template)
        .filter(({ severity }) => severity === 'error')
        .map(({ key, message }) => [key, verdicts[template.file]?.[key] ?? `unjudged: ${message}`]),
    ),
  ])
  const away = Object.entries(verdicts).filter(([template]) => !isThere(template))
  return Object.fromEntries(
    [...found, ...away].filter(([, findings]) => Object.keys(findings).length > 0).sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

it('reads at least fifty templates', (context) => {
  if (absent.length > 0) context.skip(`left out, because they are not installed: ${absent.join(', ')}`)
  expect(corpus.length).toBeGreaterThanOrEqual(50)
  expect(corpus.filter(({ file: name }) => name.endsWith('.mjml')).length).toBeGreaterThanOrEqual(5)
})

it.each(licences)('reads %s under its licence, %s', (_, known, own) => {
  expect(own).toBe(known)
})

// Written anew by: UPDATE_VERDICTS=1 npx vitest run --project dispatcher test/lint/corpus
// New findings are then `unjudged: …` in the file: look at the template, and write `right: …` or `wrong: …` instead.
it('finds the errors that stand in the file of verdicts, and no others', async () => {
  const verdicts = await readVerdicts()
  const now = judged(verdicts)
  if (process.env.UPDATE_VERDICTS) await writeFile(file, `${JSON.stringify(now, null, 2)}\n`)
  expect(now).toEqual(process.env.UPDATE_VERDICTS ? now : verdicts)
})

it('is right in more than 95 of 100 errors', async () => {
  const all = Object.values(await readVerdicts()).flatMap((findings) => Object.values(findings))
  expect(all.filter((verdict) => !/^(?:right|wrong): \S/.test(verdict))).toEqual([])
  const wrong = all.filter((verdict) => verdict.startsWith('wrong'))
  expect(wrong.length / all.length).toBeLessThan(0.05)
})

it('finds an error in a template that has one, whatever language its tokens are in', () => {
  const broken = (before: string, value: string, after: string) =>
    findingsIn({
      file: 'mail.html',
      text: `<body>${before}<p class="${value}">x</p><svg>${value}</svg>${after}</body>`,
    }).map(({ key }) => key.split(' ')[0])
  expect(broken('', 'x', '')).toContain('TPL608')
  for (const [before, value, after] of [
    ['{{#if a}}', '{{b}}', '{{/if}}'],
    ['{% if a > b %}', '{{ b | c: "d" }}', '{% endif %}'],
    ['<% if (a > b) { %>', '<%= b["c"] %>', '<% } %>'],
    ['<?php if ($a > 1): ?>', '<?= $b["c"] ?>', '<?php endif; ?>'],
    ['<#if a gt b>', '${b?string["c"]}', '</#if>'],
    ['*|IF:A|*', '*|B|*', '*|END:IF|*'],
    ['%%[ IF @a > "b" THEN ]%%', '%%=v(@b)=%%', '%%[ ENDIF ]%%'],
  ] as const) {
    expect(broken(before, value, after)).toEqual(broken('', 'x', ''))
  }
})
