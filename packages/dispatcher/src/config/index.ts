export { withAssetBase } from './asset-base.js'
export { catcherOf } from './catcher-of.js'
export type {
  BrandSettings,
  Category,
  Configuration,
  DispatcherSettings,
  Environment,
  LaneSettings,
  LintSettings,
  Policy,
  ProviderSettings,
} from './configuration.js'
export { dispatcherDefaults, laneDefaults, policyDefaults } from './defaults.js'
export { formatDuration, parseDuration } from './duration.js'
export { type EnvironmentVariables, embeddedVariables, processVariables } from './environment.js'
export { configurationJsonSchema } from './json-schema.js'
export { configurationFileName, findConfiguration, type LoadRequest, loadConfiguration } from './load.js'
export { defaultMailClients, type MailClient, mailClients } from './mail-clients.js'
export { type Need, type ParseRequest, parse } from './parse.js'
export { ConfigurationError, type ConfigurationProblem, formatProblem } from './problem.js'
export type { ProviderKindSettings, ProviderKindTable } from './provider-kind.js'
export { redact } from './redact.js'
export { suggest } from './suggest.js'
