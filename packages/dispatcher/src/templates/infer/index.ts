export { type Inferred, inferSchema, putSchema, schemaYaml } from './infer-schema.js'
