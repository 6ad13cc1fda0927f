export { channelCode, channelOf } from './codes.js'
export { type Connection, type ConnectionOptions, openConnection, type Session } from './connection.js'
export { type SeenContract, seenContracts } from './contracts-seen.js'
export { type Facts, type Pause, readPauses } from './facts.js'
export { type Found, find } from './find.js'
export { type PersonalHashes, personalHashes } from './hash.js'
export type {
  AttemptHistory,
  EvidenceHistory,
  History,
  IntentHistory,
  QueuedHistory,
  RefusedHistory,
} from './history.js'
export { explainLedgerError, LedgerError, type LedgerErrorCode, redactUrl } from './ledger-error.js'
export { listMessages, type MessageFilter, type MessageLine } from './messages.js'
export { checkSchema, type MigrationResult, migrate, schemaVersion } from './migrate.js'
export type { Names } from './names.js'
export { type Ledger, openLedger } from './open-ledger.js'
export { pause, resume } from './pauses.js'
export { readStatus, type Status, type TallyLine } from './status.js'
export { listSuppressions, type Suppression, setPreference, suppress, unsuppress } from './suppressions.js'
