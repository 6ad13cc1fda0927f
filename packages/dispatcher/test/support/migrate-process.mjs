// Migrates the database that its argument names, in a process of its own that a test may kill.
import { migrate } from '#dispatcher/ledger/migrate.js'

await migrate(process.argv[2] ?? '')
