// `pnpm bench [name ...] [--output jsonl]`: runs packages/*/bench/*.mjs and prints each figure beside its baseline.
import { fork } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { cpus } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'

import { packages } from './packs.mjs'
import { debianBinaries, durable, npmBinaries, startPostgres } from './services/postgres.mjs'
import { root, seconds } from './step.mjs'

const HELP = `pnpm bench [name ...] [--output text|jsonl]
  A benchmark is packages/<package>/bench/<name>.mjs. It exports
    run(report, { postgresUrl })   called once, in a process of its own
    postgres = false               when it needs no database (default true: a durable one of its own)
  and calls report({ figure, value, unit, baseline, baselineValue, ratio?, conditions? }) for each figure;
  ratio is value / baselineValue unless given.`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { output: { type: 'string', default: 'text' }, help: { type: 'boolean' } },
})
if (values.help) {
  console.log(HELP)
  process.exit(0)
}

const found = packages.flatMap((name) => listBenches(join(root, 'packages', name, 'bench')))
const unknown = positionals.filter((name) => !found.some((bench) => bench.name === name))
if (unknown.length > 0 || !['text', 'jsonl'].includes(values.output)) {
  console.error(
    unknown.length > 0 ? `no benchmark ${unknown.join(', ')}; there are: ${found.map((b) => b.name).join(', ')}` : HELP,
  )
  process.exit(2)
}
const chosen = found.filter((bench) => positionals.length === 0 || positionals.includes(bench.name))

for (const bench of chosen) {
  const from = Date.now()
  const ok = await runBench(bench)
  if (!ok) process.exitCode = 1
  console.error(`${bench.name} ${ok ? 'took' : 'FAILED after'} ${seconds(from)}`)
}

function listBenches(folder) {
  try {
    const files = readdirSync(folder).filter((file) => file.endsWith('.mjs'))
    return files.sort().map((file) => ({ name: basename(file, '.mjs'), path: join(folder, file) }))
  } catch {
    return []
  }
}

async function runBench({ name, path }) {
  const { postgres: needsPostgres = true } = await import(path)
  const server = needsPostgres ? await startPostgres(debianBinaries() ?? npmBinaries(), durable) : undefined
  try {
    // A process each: no benchmark measures the garbage or the warmed-up code of the one before.
    const child = fork(new URL('bench-one.mjs', import.meta.url), [path], {
      execArgv: ['--expose-gc'],
      env: { ...process.env, ...(server && { TIDINGS_BENCH_POSTGRES: server.url }) },
    })
    child.on('message', (figure) => show({ bench: name, ...figure }))
    return await new Promise((resolve) => child.on('exit', (code) => resolve(code === 0)))
  } finally {
    await server?.stop()
  }
}

function show({ bench, figure, value, unit, baseline = null, baselineValue = null, ratio, conditions }) {
  const detail = typeof conditions === 'string' ? { note: conditions } : conditions
  const line = {
    bench,
    figure,
    value,
    unit,
    baseline,
    baselineValue,
    ratio: ratio ?? (baselineValue ? value / baselineValue : null),
    conditions: { node: process.version, cores: cpus().length, cpu: cpus()[0]?.model.trim(), ...detail },
  }
  if (values.output === 'jsonl') {
    console.log(JSON.stringify(line))
    return
  }
  const against =
    baseline === null
      ? ''
      : `${line.ratio === null ? '' : `${number(line.ratio)}x `}${baseline}${baselineValue === null ? '' : ` (${number(baselineValue)} ${unit})`}`
  console.log(
    `${bench.padEnd(10)} ${figure.padEnd(44)} ${`${number(value)} ${unit}`.padStart(22)}   ${against}`.trimEnd(),
  )
}

function number(value) {
  if (typeof value !== 'number') return String(value)
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return value.toLocaleString('en-US', { maximumFractionDigits: digits })
}
