import type { Sample, TemplateSource } from '@tidings/dispatcher/templates'

import { CliError } from './errors/cli-error.js'
import { unknownName } from './errors/unknown-name.js'
import { findingLine } from './findings.js'

/**
 * A sample of a template: the one that is named, else the first by name.
 *
 * @throws CliError `not-found`, or `findings` where the samples cannot be read.
 */
export async function chooseSample(source: TemplateSource, name: string | undefined): Promise<Sample> {
  const { readSamples } = await import('@tidings/dispatcher/templates')
  const { samples, findings } = readSamples(source)
  const chosen = name === undefined ? samples[0] : samples.find((sample) => sample.name === name)
  if (chosen) return chosen
  if (findings.length > 0) {
    throw new CliError('findings', `the samples of \`${source.name}\` cannot be read`, {
      lines: findings.map(findingLine),
    })
  }
  const names = samples.map((sample) => sample.name)
  if (name === undefined) {
    throw new CliError('not-found', `\`${source.name}\` has no samples`, {
      hint: `write ${source.name}/samples/short.json with \`to\` and \`data\``,
    })
  }
  const what = `\`${source.name}\` has no sample \`${name}\``
  throw await unknownName(what, name, names, `samples: ${names.join(', ')}`)
}
