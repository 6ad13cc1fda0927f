// `pnpm mutants [name ...]`: takes out one rule of the source at a time and expects the test that guards it to fail.
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

import { packages } from './packs.mjs'
import { pnpm } from './pnpm.mjs'
import { openServices } from './services/open.mjs'
import { root, run, seconds } from './step.mjs'

/**
 * @typedef {object} Mutant
 * @property {string} name the rule that is taken out
 * @property {string} file source file, from the root of the repository
 * @property {string} find text that stands in it exactly once
 * @property {string} replace what stands there instead
 * @property {string} test file of the test that must fail, from the root; ` > name` after it narrows it to one test
 */

/**
 * Tries every mutant of packages/<package>/test/mutants/*.{json,mjs} on a copy of the tree.
 *
 * @param {{ env: NodeJS.ProcessEnv, names?: readonly string[] }} options
 * @returns {Promise<{ caught: number, survived: number }>} `survived` counts those that do not apply any more, too
 */
export async function runMutants({ env, names = [] }) {
  const mutants = (await load()).filter(({ name }) => names.length === 0 || names.includes(name))
  if (mutants.length === 0) {
    console.log('      no mutants')
    return { caught: 0, survived: names.length }
  }
  const folder = mkdtempSync(join(tmpdir(), 'tidings-mutants-'))
  let caught = 0
  try {
    const tree = await copyTree(join(folder, 'tree'))
    const sound = await guards(tree, mutants, env)
    for (const mutant of mutants) {
      const from = Date.now()
      const problem = sound.get(mutant.test) ?? (await judge(tree, mutant, env))
      if (problem === undefined) caught++
      console.log(
        `${problem === undefined ? 'ok  ' : 'FAIL'}  mutant ${mutant.name}: ${problem ?? 'caught'}  ${seconds(from)}`,
      )
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return { caught, survived: mutants.length - caught }
}

/** @returns {Promise<Mutant[]>} */
async function load() {
  const lists = []
  for (const name of packages) {
    const folder = join(root, 'packages', name, 'test/mutants')
    if (!existsSync(folder)) continue
    for (const file of readdirSync(folder).sort()) {
      const path = join(folder, file)
      if (file.endsWith('.json')) lists.push(JSON.parse(readFileSync(path, 'utf8')))
      if (file.endsWith('.mjs')) lists.push((await import(pathToFileURL(path))).mutants)
    }
  }
  return lists.flat()
}

// The files that git knows or would take, and an installation of its own: a mutant of one package must reach the others.
async function copyTree(tree) {
  const { output } = await must('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], root)
  for (const path of output.split('\0').filter(Boolean)) {
    if (existsSync(join(root, path))) cpSync(join(root, path), join(tree, path), { recursive: true })
  }
  for (const args of [['install', '--frozen-lockfile', '--prefer-offline'], ['build']]) {
    const call = pnpm(...args)
    await must(call.command, call.args, tree)
  }
  return tree
}

async function must(command, args, cwd) {
  const result = await run(command, args, { cwd })
  if (result.code !== 0) throw new Error(`${command} ${args.join(' ')}:\n${result.output}`)
  return result
}

// A test that fails on the sound tree proves nothing: test -> problem.
async function guards(tree, mutants, env) {
  const problems = new Map()
  for (const test of new Set(mutants.map((mutant) => mutant.test))) {
    const { passed, failed } = await runTest(tree, test, env)
    if (failed > 0) problems.set(test, `${test} fails without any mutant`)
    else if (passed === 0) problems.set(test, `${test} runs no test`)
  }
  return problems
}

/** @returns {Promise<string | undefined>} why this mutant is not caught */
async function judge(tree, mutant, env) {
  const path = join(tree, mutant.file)
  if (!existsSync(path)) return `there is no ${mutant.file}`
  const source = readFileSync(path, 'utf8')
  const parts = source.split(mutant.find)
  if (parts.length !== 2) return `its text stands ${parts.length - 1} times in ${mutant.file}, not once`
  writeFileSync(path, parts.join(mutant.replace))
  try {
    // Type errors are no matter (tsc writes all the same): tests must catch what a compiler may not see.
    await run(join(tree, 'node_modules/.bin/tsc'), ['-b'], { cwd: tree })
    const { passed, failed } = await runTest(tree, mutant.test, env)
    if (failed > 0) return undefined
    return passed > 0 ? `SURVIVED ${mutant.test}` : `${mutant.test} did not run`
  } finally {
    writeFileSync(path, source)
  }
}

async function runTest(tree, test, env) {
  const [file, name] = test.split(' > ')
  const report = join(dirname(tree), 'report.json')
  rmSync(report, { force: true })
  const narrow = name === undefined ? [] : ['-t', name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')]
  const args = ['run', '--reporter', 'json', `--outputFile=${report}`, ...narrow, file]
  await run(join(tree, 'node_modules/.bin/vitest'), args, { cwd: tree, env, limitMinutes: 10 })
  if (!existsSync(report)) return { passed: 0, failed: 0 }
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'))
  return { passed: numPassedTests, failed: numFailedTests }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { positionals } = parseArgs({ allowPositionals: true })
  const services = await openServices()
  try {
    const { caught, survived } = await runMutants({ env: { ...process.env, ...services.env }, names: positionals })
    console.log(`${caught} caught, ${survived} survived`)
    process.exitCode = survived === 0 ? 0 : 1
  } finally {
    await services.close()
  }
}
