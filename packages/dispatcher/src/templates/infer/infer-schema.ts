import { isMap, isScalar, parseDocument, stringify } from 'yaml'

import type { TemplateDefinition } from '../definition.js'
import type { Finding } from '../finding.js'
import { parseLiquid } from '../language/parse.js'
import { createFileTable } from '../language/parse-context.js'
import { flattenIncludes } from '../mjml/flatten.js'
import { createIncludes, createPartials } from '../partials.js'
import { readDefinition } from '../read-definition.js'
import { readSamples } from '../samples.js'
import type { JsonSchema } from '../schema/close-schema.js'
import { createFindings, type Findings } from '../source/findings.js'
import { fileText, type MappedText } from '../source/mapped-text.js'
import type { TemplateSource } from '../source.js'
import { addSample, newGuess } from './guess.js'
import { schemaOf } from './guess-schema.js'
import { readUses } from './read-uses.js'

/** A first schema, or why there is none. */
export interface Inferred {
  /** Absent where a finding is an error. */
  readonly schema?: JsonSchema
  readonly findings: readonly Finding[]
}

/**
 * A schema from how the template uses its data, and from its samples: loops are lists, what filters take decides between
 * text and number, what conditions ask for is optional. It accepts every sample. `data` of template.yaml is not read.
 */
export function inferSchema(source: TemplateSource): Inferred {
  const findings = createFindings(source.name)
  const file = `${source.name}/template.yaml`
  const definition = readDefinition(file, withData(source.yaml, { type: 'object', properties: {} }), findings)
  const data = newGuess('')
  for (const sample of readSamples(source).samples) addSample(data, sample.data)
  for (const text of textsOf(source, definition, findings)) {
    const context = {
      findings,
      partials: createPartials(source, { findings }),
      files: createFileTable(),
      place: 'html' as const,
    }
    readUses(parseLiquid(text, context), data)
  }
  const list = findings.list()
  if (definition === undefined || findings.hasErrors()) return { findings: list }
  // Of a sample whose data is no object nothing can be said here; lint does.
  data.seen.clear()
  data.seen.add('object')
  return { schema: schemaOf(data), findings: list }
}

/** A schema as the lines of template.yaml, below `data:`. */
export function schemaYaml(schema: JsonSchema): string {
  return stringify({ data: schema }, { lineWidth: 120, flowCollectionPadding: true })
}

/**
 * template.yaml with a schema put in, everything else as it is; undefined where it has one already.
 *
 * @param yaml its text
 */
export function putSchema(yaml: string, schema: JsonSchema): string | undefined {
  const document = parseDocument(yaml)
  const text = schemaYaml(schema)
  const root = document.contents
  if (!isMap(root)) return undefined
  const pair = root.items.find(({ key }) => isScalar(key) && key.value === 'data')
  if (pair === undefined) {
    const channels = /^channels:/m.exec(yaml)?.index ?? yaml.length
    const before = yaml.slice(0, channels)
    return `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${text}${yaml.slice(channels)}`
  }
  const value = document.toJS() as { readonly data?: unknown }
  const isEmpty = value.data === null || (typeof value.data === 'object' && Object.keys(value.data ?? {}).length === 0)
  const start = isScalar(pair.key) ? pair.key.range?.[0] : undefined
  const end = pair.value === null ? undefined : (pair.value as { readonly range?: readonly number[] }).range?.[1]
  if (!isEmpty || start === undefined || end === undefined) return undefined
  const rest = yaml.slice(end)
  return `${yaml.slice(0, start)}${text.trimEnd()}${rest.startsWith('\n') || rest === '' ? '' : '\n'}${rest === '' ? '\n' : rest}`
}

/** template.yaml with another `data`; broken YAML stays as it is, and is then a finding. */
function withData(yaml: string, data: JsonSchema): string {
  const document = parseDocument(yaml)
  if (document.errors.length > 0 || !isMap(document.contents)) return yaml
  document.set('data', data)
  return document.toString()
}

/** Every text of the template that is Liquid. */
function textsOf(
  source: TemplateSource,
  definition: TemplateDefinition | undefined,
  findings: Findings,
): readonly MappedText[] {
  const includes = createIncludes(source, { findings })
  const bodies = Object.entries(source.files).flatMap(([file, text]) => {
    if (!/^(?:email|sms|push)\b/.test(file)) return []
    const whole = fileText(`${source.name}/${file}`, text)
    return [file.endsWith('.mjml') ? flattenIncludes(whole, includes, findings) : whole]
  })
  const { email, push } = definition ?? {}
  const slots = [email?.subject, email?.preheader, email?.senderName, push?.title, push?.image, push?.link]
  return [...bodies, ...[...slots, ...(push?.data.values() ?? [])].flatMap((slot) => [...(slot?.values() ?? [])])]
}
