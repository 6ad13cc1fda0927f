import { checkSamples } from '../../templates/samples.js'
import type { LintRule } from '../lint-rule.js'

/** Samples fit the schema and render in every channel and locale. */
export const samplesRender: LintRule = {
  ids: ['TPL401', 'TPL402', 'TPL007'],
  title: 'Samples fit the schema and render in every channel and locale.',
  check: ({ source, artefact, brand, brands }) => checkSamples(source, artefact, { brand, brands }),
}
