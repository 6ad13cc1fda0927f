import type { LintRule } from '../lint-rule.js'

/** A template without samples is one that nobody has looked at, and that no tool can render. */
export const hasSamples: LintRule = {
  ids: ['TPL403'],
  title: 'A template has at least one sample.',
  check: ({ source }) =>
    Object.keys(source.samples).length > 0
      ? []
      : [
          {
            rule: 'TPL403',
            severity: 'warning',
            template: source.name,
            file: `${source.name}/template.yaml`,
            line: 1,
            column: 1,
            message: 'the template has no sample, so nothing shows how it renders',
            hint: `write ${source.name}/samples/short.json with { "to": { ... }, "data": { ... } }`,
          },
        ],
}
