export { type ContractSource, generateContracts } from './generate-contracts.js'
export { GenerateError } from './generate-error.js'
export { jsonSchemaText, type SchemaSource, schemaIdStart } from './json-schema.js'
