export { type Channel, channels } from './channel.js'
export { recipientIssues } from './check-recipient.js'
export type { BrandOf, Contract, Contracts, DataOf } from './contract.js'
export type { Emission } from './emission.js'
export {
  type ErrorDetails,
  type ErrorMeaning,
  errorCodes,
  isTidingsError,
  TidingsError,
  type TidingsErrorCode,
  type TidingsErrorOf,
} from './errors.js'
export type { Intent } from './intent.js'
export { describeIssue, type Issue, type IssueCode } from './issue.js'
export { type Lane, lanes } from './lane.js'
export { type Limits, limits } from './limits.js'
export type { PushTarget, Recipient } from './recipient.js'
export {
  type CallOptions,
  type CancelBy,
  createTidings,
  type Emitted,
  type NamedEmission,
  type Tidings,
  type TidingsOptions,
} from './tidings.js'
export type { CancelResult, CancelTarget, Envelope, Passage, Transport } from './transport.js'
export { uuidv7 } from './uuidv7.js'
export { intentAsyncApi } from './wire/asyncapi.js'
export { type Decoded, decodeIntent, type RefusedIntent } from './wire/decode.js'
export { encodeIntent, intentMediaType, intentType } from './wire/encode.js'
export { intentSchema, type JsonSchema } from './wire/schema.js'
export type { TraceContext } from './wire/trace-context.js'
