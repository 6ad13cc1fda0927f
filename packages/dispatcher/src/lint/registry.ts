import { hasSamples } from './has-samples/has-samples.js'
import type { LintRule } from './lint-rule.js'

/** All rules beyond compiling, by id. A new one is a folder beside this file and a line here. */
export const lintRules: readonly LintRule[] = [hasSamples]
