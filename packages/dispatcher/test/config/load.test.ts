import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ConfigurationError, configurationJsonSchema, loadConfiguration } from '#dispatcher/config/index.js'
import { providerKinds } from '#dispatcher/providers/registry.js'

import { minimal } from './minimal.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidings-config-'))
  await writeFile(join(folder, 'tidings.yaml'), minimal)
})
afterEach(() => rm(folder, { recursive: true }))

it('finds the file in a folder above', async () => {
  const cwd = join(folder, 'src', 'deep')
  await mkdir(cwd, { recursive: true })
  const { file, templates } = loadConfiguration({ cwd, env: { DATABASE_URL: 'postgres://x' } })
  expect(file).toBe(join(folder, 'tidings.yaml'))
  expect(templates).toBe(join(folder, 'templates'))
})

it('takes what the embedded environment left in .tidings/env', async () => {
  await mkdir(join(folder, '.tidings'))
  await writeFile(join(folder, '.tidings', 'env'), "DATABASE_URL='postgres://local#1'\n")
  expect(loadConfiguration({ cwd: folder, env: {} }).environment.database).toBe('postgres://local#1')
})

it('reads mounted secrets, and names the file that cannot be read', async () => {
  await writeFile(join(folder, 'secret'), 'postgres://mounted\n')
  const env = { DATABASE_URL_FILE: join(folder, 'secret') }
  expect(loadConfiguration({ cwd: folder, env }).environment.database).toBe('postgres://mounted')
  const missing = join(folder, 'gone')
  expect(() => loadConfiguration({ cwd: folder, env: { DATABASE_URL_FILE: missing } })).toThrow(
    new ConfigurationError([
      {
        file: 'tidings.yaml',
        line: 4,
        column: 15,
        message: `DATABASE_URL_FILE names "${missing}", which cannot be read: ENOENT`,
      },
    ]),
  )
})

it('chooses file and environment by variables, and prefers arguments', async () => {
  await writeFile(
    join(folder, 'other.yaml'),
    minimal.replace('environments:', 'environments:\n  staging: { database: s, routes: {} }'),
  )
  const env = { TIDINGS_CONFIG: 'other.yaml', TIDINGS_ENVIRONMENT: 'local', DATABASE_URL: 'l' }
  expect(loadConfiguration({ cwd: folder, env }).environment.name).toBe('local')
  expect(loadConfiguration({ cwd: folder, env, environment: 'staging' }).environment.database).toBe('s')
  expect(() => loadConfiguration({ cwd: folder, env, file: 'third.yaml' })).toThrow('third.yaml  there is no such file')
})

it('says what to do where there is no file', async () => {
  await rm(join(folder, 'tidings.yaml'))
  expect(() => loadConfiguration({ cwd: folder, env: {} })).toThrow(
    'tidings.yaml  not found in this folder or a folder above it\n  hint: go to the folder of a project',
  )
})

// Written anew by: UPDATE_SCHEMA=1 npx vitest run --project dispatcher test/config/load.test.ts && npx biome format --write
it('publishes the schema that it checks by', async () => {
  const file = new URL('../../schema/tidings.schema.json', import.meta.url)
  const schema = configurationJsonSchema(providerKinds)
  if (process.env.UPDATE_SCHEMA) await writeFile(file, JSON.stringify(schema, null, 2))
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(schema)
})
