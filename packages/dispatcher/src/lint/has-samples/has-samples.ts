import type { LintRule } from '../lint-rule.js'

/** A template without samples is one that nobody has looked at, and that no tool can render. */
export const hasSamples: LintRule = {
  id: 'TPL403',
  group: 'data',
  severity: 'warning',
  title: 'A template has at least one sample.',
  why: 'Preview, lint and tests render samples: without one nobody sees the message before a customer does.',
  source: 'Tidings: what is never rendered is never checked',
  fix: 'write samples/short.json with { "to": { ... }, "data": { ... } }',
  bad: { 'samples/short.json': '' },
  good: {},
  check: ({ source, name }, report) => {
    if (source === undefined || Object.keys(source.samples).length > 0) return
    report(
      { file: `${name}/template.yaml`, line: 1, column: 1 },
      'the template has no sample, so nothing shows how it renders',
    )
  },
}
