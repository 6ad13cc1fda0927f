import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { expect, it } from 'vitest'

import { describeRules } from '#dispatcher/lint/describe-rules.js'
import { rulePages } from '#dispatcher/lint/rule-page.js'

const folder = fileURLToPath(new URL('../../../../docs/lint/', import.meta.url))

// Written anew by: npx pnpm docs:lint
it('is what docs/lint holds, with nothing left over', () => {
  const written = Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(folder + file, 'utf8')]))
  expect(written).toEqual(rulePages())
})

it('has a page for each rule of lint, with what happens, the fix, the source, a bad and a good example', () => {
  const pages = rulePages()
  for (const { id, rule } of describeRules()) {
    if (rule === undefined) continue
    const page = pages[`${id}.md`] ?? ''
    for (const part of [rule.why, rule.source, '**Fix.**', '## Bad', '## Good']) expect(page).toContain(part)
    for (const text of [...Object.values(rule.bad), ...Object.values(rule.good)]) expect(page).toContain(text.trimEnd())
    // A fence for each opening one: no example ends its block early.
    expect([...page.matchAll(/^```+/gm)].length % 2).toBe(0)
  }
})

it('lists every rule in the index, once', () => {
  const rows = [...(rulePages()['README.md'] ?? '').matchAll(/^\| \[?(TPL\d{3})/gm)].map(([, id]) => id)
  expect(rows).toHaveLength(describeRules().length)
  expect(new Set(rows)).toEqual(new Set(describeRules().map(({ id }) => id)))
})
