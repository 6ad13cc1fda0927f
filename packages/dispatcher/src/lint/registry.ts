import { hasSamples } from './has-samples/has-samples.js'
import type { LintRule } from './lint-rule.js'
import { samplesRender } from './samples-render/samples-render.js'

/** All rules beyond compiling. A new one is a folder beside this file and a line here. */
export const lintRules: readonly LintRule[] = [hasSamples, samplesRender]
