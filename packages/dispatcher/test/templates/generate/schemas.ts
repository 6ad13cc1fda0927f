/** Schemas that together use every part of JSON Schema that a template's data is likely to use. */
export const schemas: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'order-shipped': {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    description: 'What a customer learns when the parcel is on its way.',
    type: 'object',
    required: ['order', 'items'],
    additionalProperties: false,
    properties: {
      order: {
        type: 'object',
        required: ['id'],
        additionalProperties: false,
        properties: {
          id: { type: 'string', minLength: 1, maxLength: 12, description: 'As printed on the invoice.' },
          placedAt: { type: 'string', format: 'date-time' },
        },
      },
      items: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['name', 'quantity'],
          additionalProperties: false,
          properties: {
            name: { type: 'string' },
            quantity: { type: 'integer', minimum: 1 },
            price: { $ref: '#/$defs/Money' },
          },
        },
      },
      carrier: { enum: ['dhl', 'ups', "driver's own"] },
      note: { type: ['string', 'null'], deprecated: true },
    },
    $defs: {
      Money: {
        description: 'An amount in major units.',
        type: 'object',
        required: ['amount', 'currency'],
        additionalProperties: false,
        properties: { amount: { type: 'number' }, currency: { type: 'string', pattern: '^[A-Z]{3}$' } },
      },
    },
  },
  formats: {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      [
        'date',
        'time',
        'date-time',
        'duration',
        'email',
        'hostname',
        'ipv4',
        'ipv6',
        'uri',
        'uri-reference',
        'url',
        'uuid',
      ].map((format) => [format, { type: 'string', format }]),
    ),
  },
  unions: {
    type: 'object',
    properties: {
      payment: {
        oneOf: [
          {
            type: 'object',
            required: ['kind', 'last4'],
            additionalProperties: false,
            properties: { kind: { const: 'card' }, last4: { type: 'string', minLength: 4, maxLength: 4 } },
          },
          { type: 'object', required: ['kind'], additionalProperties: false, properties: { kind: { const: 'cash' } } },
        ],
      },
      either: { anyOf: [{ type: 'string', minLength: 3 }, { type: 'number', maximum: 10 }, { type: 'boolean' }] },
      both: {
        allOf: [
          { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
          { type: 'object', properties: { b: { type: 'number' } } },
        ],
      },
      contact: {
        type: 'object',
        properties: { email: { type: 'string' }, phone: { type: 'string' } },
        anyOf: [{ required: ['email'] }, { required: ['phone'] }],
      },
      mixed: { enum: [1, 'one', true, null, ['a', 1], { deep: ['x'] }] },
      fixed: { const: { version: 2 } },
      maybe: { type: 'string', nullable: true },
    },
  },
  lists: {
    type: 'object',
    required: ['tags'],
    properties: {
      tags: { type: 'array', items: { type: 'string' }, uniqueItems: true, maxItems: 4 },
      unique: { type: 'array', uniqueItems: true, items: { type: ['object', 'string', 'number', 'array'] } },
      point: { type: 'array', prefixItems: [{ type: 'number' }, { type: 'number' }], minItems: 2, items: false },
      row: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], items: { type: 'boolean' } },
      some: { type: 'array', contains: { type: 'number', minimum: 5 }, minContains: 1, maxContains: 2 },
      choices: { type: 'array', items: { enum: ['a', 'b'] } },
    },
  },
  maps: {
    type: 'object',
    properties: {
      counts: { type: 'object', additionalProperties: { type: 'integer' }, minProperties: 1 },
      open: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'], additionalProperties: true },
      typed: { type: 'object', properties: { id: { type: 'string' } }, additionalProperties: { type: 'number' } },
      patterned: { type: 'object', patternProperties: { '^x-': { type: 'string' } }, additionalProperties: false },
      named: { type: 'object', propertyNames: { pattern: '^[a-z]+$' } },
      none: { type: 'object', properties: {}, additionalProperties: false },
      'odd "key"': { type: 'string' },
      "it's": { type: 'object', properties: { '1st': { type: 'string' }, class: { type: 'boolean' } } },
      anything: true,
      nothing: false,
    },
  },
  trees: {
    type: 'object',
    required: ['root'],
    properties: {
      root: { $ref: '#/$defs/tree-node' },
      anchored: { $ref: '#leaf' },
      again: { $ref: '#/properties/root' },
    },
    $defs: {
      'tree-node': {
        type: 'object',
        required: ['value'],
        additionalProperties: false,
        properties: {
          value: { type: ['string', 'number'] },
          children: { type: 'array', items: { $ref: '#/$defs/tree-node' } },
        },
      },
      leaf: { $anchor: 'leaf', type: 'object', properties: { text: { type: 'string' } }, unevaluatedProperties: false },
    },
  },
  '2-numbers': {
    type: 'object',
    properties: {
      step: { type: 'number', multipleOf: 0.25 },
      percent: { type: 'number', minimum: 0, maximum: 100 },
      above: { type: 'integer', exclusiveMinimum: 3, exclusiveMaximum: 9 },
    },
  },
  conditions: {
    type: 'object',
    properties: {
      kind: { enum: ['gift', 'plain'] },
      greeting: { type: 'string' },
      from: { type: 'string' },
    },
    if: { properties: { kind: { const: 'gift' } }, required: ['kind'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { required: ['greeting'] },
    else: { properties: { greeting: false } },
    dependentRequired: { from: ['greeting'] },
    not: { required: ['secret'] },
  },
}
