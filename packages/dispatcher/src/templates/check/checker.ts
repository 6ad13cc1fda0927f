import type { Channel } from '@tidings/sdk'

import { assignedNames } from '../../render/names.js'
import type { ProgramData } from '../../render/program-data.js'
import type { TemplateDefinition } from '../definition.js'
import { sourcePlace } from '../language/parse-context.js'
import type { Findings } from '../source/findings.js'
import type { Binding, Names } from './names.js'
import { shapeOf } from './read-shape.js'
import { type Shape, shapeOfKinds } from './shape.js'
import type { Report } from './value.js'
import { walk } from './walk.js'

/** Checks the programs of one template against the schema of its data. */
export interface Checker {
  check(program: ProgramData, channel: Channel): void
  /** Reports fields that no program reads; after all of them were checked. */
  reportUnused(): void
}

/** What a template can see beside its data. */
export interface CheckerContext {
  readonly findings: Findings
  /** undefined: not known, so that everything that some category may have is taken. */
  readonly marketing: boolean | undefined
  readonly brandVariables?: readonly string[]
}

const text = shapeOfKinds(['text'])

/** Makes the checker of one template. */
export function createChecker(definition: TemplateDefinition, context: CheckerContext): Checker {
  const { findings } = context
  const data = shapeOf(definition.schema)
  let keys = 0
  const newKey = (name: string): string => `${name}#${++keys}`
  const given = new Map<string, Binding>()
  for (const [name, field] of data.fields) {
    given.set(name, { shape: field.shape, missing: !field.required, key: name, field })
  }

  return {
    check({ files, body }, channel) {
      const report: Report = (rule, at, message, hint) => findings.add(rule, sourcePlace(files, at), message, hint)
      const names: Names = {
        loops: [],
        assigned: new Map(),
        everAssigned: new Set(assignedNames(body)),
        given,
        reserved: reservedBindings(channel, context),
      }
      walk(body, names, new Set(), { report, newKey })
    },
    reportUnused() {
      for (const path of unusedFields(data)) {
        const name = path.filter((part) => part !== 'properties').join('.')
        findings.add(
          'TPL106',
          definition.placeOfKey(['data', ...path]),
          `the field \`${name}\` is used in no channel and locale`,
          'use it, or take it out of the schema',
        )
      }
    },
  }
}

function reservedBindings(
  channel: Channel,
  { marketing, brandVariables }: CheckerContext,
): ReadonlyMap<string, Binding> {
  const field = (required: boolean) => ({ shape: text, required, path: [], used: true })
  const recipient: Shape = {
    ...shapeOfKinds(['object']),
    fields: new Map([
      ['id', field(false)],
      ['email', field(channel === 'email')],
      ['phone', field(channel === 'sms')],
      ['locale', field(false)],
      ['time_zone', field(false)],
    ]),
  }
  const brand: Shape = {
    ...shapeOfKinds(['object']),
    fields: new Map(['name', ...(brandVariables ?? [])].map((name) => [name, field(true)])),
    // Where nobody said which variables brands have, every name is taken for one.
    ...(brandVariables === undefined ? { rest: text, restThere: true as const } : {}),
  }
  const bindings = new Map<string, Binding>([
    ['recipient', { shape: recipient, missing: false, key: 'recipient' }],
    ['brand', { shape: brand, missing: false, key: 'brand' }],
    ['locale', { shape: text, missing: false, key: 'locale' }],
  ])
  if (marketing !== false) bindings.set('unsubscribe_url', { shape: text, missing: false, key: 'unsubscribe_url' })
  return bindings
}

/** Fields that are not read, without those below them. */
function unusedFields(shape: Shape, seen: Set<Shape> = new Set()): readonly (readonly string[])[] {
  if (seen.has(shape)) return []
  seen.add(shape)
  const unused: (readonly string[])[] = []
  for (const field of shape.fields.values()) {
    if (!field.used) unused.push(field.path)
    else unused.push(...unusedFields(field.shape, seen))
  }
  if (shape.element !== undefined) unused.push(...unusedFields(shape.element, seen))
  return unused
}
