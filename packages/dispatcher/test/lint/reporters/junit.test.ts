import { parseDocument } from 'htmlparser2'
import { describe, expect, it } from 'vitest'

import { junitReport } from '#dispatcher/lint/reporters/junit.js'

import { located } from './findings.js'

interface Element {
  readonly name: string
  readonly attribs: Readonly<Record<string, string>>
  readonly children: readonly (Element | { readonly data: string })[]
}
const read = (xml: string): Element => {
  const all = parseDocument(xml, { xmlMode: true }).children.filter((node) => 'attribs' in node)
  expect(all).toHaveLength(1)
  return all[0] as unknown as Element
}
const elements = (of: Element, name: string): readonly Element[] =>
  of.children.flatMap((child) =>
    'attribs' in child ? [...(child.name === name ? [child] : []), ...elements(child, name)] : [],
  )

describe('findings as JUnit XML', () => {
  const root = read(junitReport(located, ['order-shipped', 'with space', 'sound']))

  it('are a suite per template and a failed test per error; what is sound passes', () => {
    expect(root).toMatchObject({ name: 'testsuites', attribs: { tests: '3', failures: '1' } })
    expect(elements(root, 'testsuite').map(({ attribs }) => [attribs.name, attribs.tests, attribs.failures])).toEqual([
      ['order-shipped', '1', '1'],
      ['with space', '1', '0'],
      ['sound', '1', '0'],
    ])
    expect(elements(root, 'testcase')).toHaveLength(3)
    expect(elements(root, 'failure')[0]?.attribs).toEqual({ type: 'TPL104', message: 'a < b & "c"' })
  })

  it('tell warnings beside the tests', () => {
    expect(elements(root, 'system-out')).toHaveLength(2)
  })

  it('hold nothing that XML forbids', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(junitReport(located, ['with space'])).not.toMatch(/[\u0000-\u0008\u000B-\u001F]|\uD800/)
    expect(junitReport(located, ['with space'])).toContain('end]]&gt;')
  })
})
