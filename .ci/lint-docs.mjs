import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { rulePages } from '../packages/dispatcher/dist/lint/index.js'
import { root } from './step.mjs'

// Writes docs/lint from what the rules say of themselves. packages/dispatcher/test/lint/rule-pages.test.ts tells when to.
const folder = join(root, 'docs/lint')
const pages = rulePages()
mkdirSync(folder, { recursive: true })
for (const file of readdirSync(folder)) if (!(file in pages)) rmSync(join(folder, file))
for (const [file, text] of Object.entries(pages)) writeFileSync(join(folder, file), text)
