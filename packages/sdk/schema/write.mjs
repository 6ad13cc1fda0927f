// Writes intent-v1.json and asyncapi-v1.json from the source that the SDK itself exports: node schema/write.mjs && npx biome check --write schema
import { writeFileSync } from 'node:fs'

import { intentAsyncApi, intentSchema } from '../dist/index.js'

for (const [file, document] of [
  ['intent-v1.json', intentSchema],
  ['asyncapi-v1.json', intentAsyncApi],
]) {
  writeFileSync(new URL(file, import.meta.url), `${JSON.stringify(document, null, 2)}\n`)
}
