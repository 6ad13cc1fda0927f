import { channels, type Lane, lanes } from '@tidings/sdk'

import { createReader } from './definition/definition-reader.js'
import { readBrands } from './definition/read-brands.js'
import { readEmail } from './definition/read-email.js'
import { readLocales } from './definition/read-locales.js'
import { readPush } from './definition/read-push.js'
import { readSms } from './definition/read-sms.js'
import { readSteps } from './definition/read-steps.js'
import type { TemplateDefinition } from './definition.js'
import { readSchema } from './schema/read-schema.js'
import type { Findings } from './source/findings.js'
import { readYaml } from './source/yaml-text.js'

/** Checks template.yaml. All problems are found at once; undefined where one of them leaves nothing to compile. */
export function readDefinition(file: string, text: string, findings: Findings): TemplateDefinition | undefined {
  const yaml = readYaml(file, text, findings)
  if (yaml === undefined) return undefined
  const reader = createReader(yaml, findings)
  const root = reader.record([], ['title', 'category', 'lane', 'steps', 'locales', 'brands', 'data', 'channels'])
  if (root === undefined) return undefined

  const locales = readLocales(reader)
  const brands = readBrands(reader)
  const given = reader.record(['channels'], channels)
  const present = channels.filter((channel) => given !== undefined && Object.hasOwn(given, channel))
  if (given !== undefined && present.length === 0) {
    findings.add(
      'TPL003',
      yaml.placeOf(['channels']),
      'a template needs at least one channel',
      `channels are ${channels.join(', ')}`,
    )
  }
  const schema = readSchema(yaml, findings)
  const definition = {
    title: reader.text(['title']),
    category: reader.text(['category']),
    lane: reader.oneOf<Lane>(['lane'], lanes),
    steps: readSteps(reader, present),
    locales,
    ...(brands === undefined ? {} : { brands }),
    schema,
    channels: present,
    placeOf: yaml.placeOf,
    placeOfKey: yaml.placeOfKey,
    ...(present.includes('email') ? { email: readEmail(reader, locales) } : {}),
    ...(present.includes('sms') ? { sms: readSms(reader) } : {}),
    ...(present.includes('push') ? { push: readPush(reader, locales) } : {}),
  }
  const { title, category, lane, steps } = definition
  if (
    title === undefined ||
    category === undefined ||
    lane === undefined ||
    steps === undefined ||
    schema === undefined
  ) {
    return undefined
  }
  return { ...definition, title, category, lane, steps, schema }
}
