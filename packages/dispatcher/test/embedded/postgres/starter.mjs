// Starts PostgreSQL as another process would: prints one line of JSON, then waits for the end of its input to stop it.
import { once } from 'node:events'

import { startPostgres } from '#dispatcher/embedded/postgres/index.js'

const lines = []
const print = (value) => process.stdout.write(`${JSON.stringify(value)}\n`)
try {
  const postgres = await startPostgres({ ...JSON.parse(process.argv[2]), log: (line) => lines.push(line) })
  const { url, source, version, dataFolder, pid } = postgres
  print({ url, source, version, dataFolder, pid, lines })
  process.stdin.resume()
  await once(process.stdin, 'end')
  await postgres.stop()
} catch (error) {
  print({ error: { code: error.code, message: error.message, hint: error.hint }, lines })
}
