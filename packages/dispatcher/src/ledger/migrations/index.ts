import { ledgerTables } from './0001-ledger.js'
import { outbox } from './0002-outbox.js'
import { maskedViews } from './0003-masked-views.js'
import { contractsSeen } from './0004-contracts-seen.js'
import type { Migration } from './migration.js'

/** All migrations in order. */
export const migrations: readonly Migration[] = [ledgerTables, outbox, maskedViews, contractsSeen]
