export type { LintRule, LintSubject } from './lint-rule.js'
export { type LintedTemplate, type LintOptions, lintTemplates } from './lint-templates.js'
export { lintRules } from './registry.js'
