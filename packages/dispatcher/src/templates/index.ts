export { compareContracts, type Narrowing } from './compat/index.js'
export { type Compiled, type CompileOptions, type CompileSettings, compileTemplate } from './compile.js'
export { readContract, type TemplateContract } from './contract.js'
export { contractHash } from './contract-hash.js'
export type { Finding } from './finding.js'
export {
  type ContractSource,
  GenerateError,
  generateContracts,
  jsonSchemaText,
  type SchemaSource,
  schemaIdStart,
} from './generate/index.js'
export { type MailLink, type MailReading, readMail } from './html/read-mail.js'
export { type Inferred, inferSchema, putSchema, schemaYaml } from './infer/index.js'
export { readAssetFiles } from './load/read-asset-files.js'
export {
  type ReadTemplate,
  readDefinitions,
  readTemplate,
  readTemplates,
  templateNames,
} from './load/read-templates.js'
export { readTitle, titleIn } from './load/read-title.js'
export { createMjmlCompiler, type MjmlCompiler, type MjmlCompilerOptions } from './mjml/compiler.js'
export { type Rule, type RuleId, rules } from './rules.js'
export { sampleAddress, standIns } from './sample-address.js'
export { checkSamples, readSamples, renderSample, type Sample, type SampleOptions } from './samples.js'
export type { Edit } from './source/edit.js'
export type { TemplateSource, Texts } from './source.js'
