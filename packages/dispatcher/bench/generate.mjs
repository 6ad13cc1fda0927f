// What types cost: writing them for 500 templates, and what those of 20 add to a service and to its compiler run. Against
// compiling the same schemas with ajv as they are, and against the same service without them.
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

import { generateContracts, readContract, readDefinitions } from '../dist/templates/index.js'

export const postgres = false

const starters = fileURLToPath(new URL('../../../templates', import.meta.url))
const sdk = fileURLToPath(new URL('../../sdk/dist/index.d.ts', import.meta.url))
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc')
const kinds = ['order-shipped', 'one-time-code', 'weekly-menu']

export async function run(report) {
  const folder = await mkdtemp(join(tmpdir(), 'tidings-bench-generate-'))
  try {
    const generate = await timeGenerate(await manyTemplates(join(folder, 'many'), 500))
    report({
      bench: 'generate',
      figure: 'read and generate, 500 templates',
      value: generate.ms,
      unit: 'ms',
      baseline: 'ajv compiling the same schemas',
      baselineValue: generate.ajvMs,
      ratio: generate.ms / generate.ajvMs,
      conditions: { templates: 500, rounds: 3, time: 'wall, median', bytes: generate.bytes },
    })
    const few = await contractsOf(await manyTemplates(join(folder, 'few'), 20))
    const text = generateContracts(few)
    const times = await timeCompiler(folder, text)
    const conditions = { templates: 20, rounds: 5, time: 'wall, median' }
    report({
      bench: 'generate',
      figure: 'tidings.gen.ts, 20 templates',
      value: Buffer.byteLength(text) / 1000,
      unit: 'KB',
      baseline: 'their schemas as JSON',
      baselineValue: Buffer.byteLength(JSON.stringify(few.map(({ schema }) => schema))) / 1000,
      conditions,
    })
    report({
      bench: 'generate',
      figure: 'tsc of a service with 20 templates',
      value: times.with,
      unit: 'ms',
      baseline: 'the same service without them',
      baselineValue: times.without,
      conditions: { ...conditions, added: Math.round(times.with - times.without) },
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Copies of the starter templates; each has a field of its own, so that no two contracts are the same. */
async function manyTemplates(folder, count) {
  for (let index = 0; index < count; index++) {
    const kind = kinds[index % kinds.length]
    const target = join(folder, `${kind}-${index}`)
    await cp(join(starters, kind), target, { recursive: true })
    const file = join(target, 'template.yaml')
    const yaml = await readFile(file, 'utf8')
    await writeFile(file, yaml.replace('  properties:\n', `  properties:\n    extra${index}: { type: string }\n`))
  }
  await mkdir(join(folder, '_partials'), { recursive: true })
  return folder
}

async function contractsOf(folder) {
  return (await readDefinitions(folder)).map(({ name, source }) => {
    const { contract, findings } = readContract(source)
    if (contract === undefined) throw new Error(`${name}: ${findings[0]?.message}`)
    return contract
  })
}

async function timeGenerate(folder) {
  const [own, ajv] = [[], []]
  let bytes = 0
  for (let round = 0; round < 3; round++) {
    const start = performance.now()
    const contracts = await contractsOf(folder)
    bytes = Buffer.byteLength(generateContracts(contracts))
    own.push(performance.now() - start)
    const before = performance.now()
    for (const { schema } of contracts)
      addFormats.default(new Ajv2020({ allErrors: true, strict: false })).compile(schema)
    ajv.push(performance.now() - before)
  }
  return { ms: median(own), ajvMs: median(ajv), bytes }
}

/** A service that imports the SDK, and one that has contracts too; they take turns. */
async function timeCompiler(folder, text) {
  const service = `import { createTidings, type Transport } from '@tidings/sdk'\n`
  const emits = "export const make = (transport: Transport) => createTidings({ source: 'shop', transport"
  const times = { with: [], without: [] }
  for (const kind of ['without', 'with']) {
    const own = join(folder, kind)
    await mkdir(own, { recursive: true })
    const settings = { module: 'nodenext', target: 'es2022', strict: true, noEmit: true, types: [] }
    await writeFile(join(own, 'package.json'), '{"type":"module"}')
    await writeFile(
      join(own, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          ...settings,
          lib: ['es2023', 'esnext.disposable', 'dom'],
          skipLibCheck: true,
          paths: { '@tidings/sdk': [sdk] },
        },
      }),
    )
    if (kind === 'without') await writeFile(join(own, 'main.ts'), `${service}${emits} })\n`)
    else {
      await writeFile(join(own, 'tidings.gen.ts'), text)
      await writeFile(
        join(own, 'main.ts'),
        `${service}import { contracts } from './tidings.gen.js'\n${emits}, contracts })\n`,
      )
    }
  }
  for (let round = 0; round < 5; round++) {
    for (const kind of ['without', 'with']) {
      const start = performance.now()
      await promisify(execFile)(process.execPath, [tsc, '-p', join(folder, kind)]).catch((error) => {
        throw new Error(`tsc of the service ${kind} contracts: ${error.stdout}`, { cause: error })
      })
      times[kind].push(performance.now() - start)
    }
  }
  return { with: median(times.with), without: median(times.without) }
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
}
