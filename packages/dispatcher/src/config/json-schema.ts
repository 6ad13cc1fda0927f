import { z } from 'zod'

import type { SettingTree } from './override.js'
import type { ProviderKindTable } from './provider-kind.js'
import { configurationSchema } from './schema.js'

const reference = { type: 'string', pattern: '^\\$\\{.*\\}$' }

/**
 * JSON Schema 2020-12 of `tidings.yaml`, for completion and checks in editors. Numbers, booleans and lists may also be
 * written as `${NAME}`. With kinds, each provider block is described by its kind.
 */
export function configurationJsonSchema(kinds: ProviderKindTable): SettingTree {
  const schema = jsonSchema(configurationSchema)
  const entries = Object.entries(kinds)
  if (entries.length === 0) return schema
  const providers = entries.map(([kind, { configuration }]) => {
    const block = jsonSchema(configuration)
    return {
      ...block,
      properties: { kind: { const: kind }, ...block.properties },
      required: ['kind', ...((block.required as readonly string[] | undefined) ?? [])],
    }
  })
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'tidings.yaml',
    description: 'Environments, routes, providers, categories, brands, lanes and policies of Tidings.',
    ...schema,
    properties: {
      ...schema.properties,
      providers: { type: 'object', additionalProperties: { anyOf: providers } },
    },
  }
}

function jsonSchema(schema: z.ZodType): SettingTree {
  const { $schema: _, ...result } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema: node }) => {
      if (node.type !== 'number' && node.type !== 'integer' && node.type !== 'boolean') return
      const { description, ...plain } = node
      for (const key of Object.keys(node)) Reflect.deleteProperty(node, key)
      Object.assign(node, description === undefined ? {} : { description }, { anyOf: [plain, reference] })
    },
  })
  return result as SettingTree
}
