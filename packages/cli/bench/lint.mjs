// What linting a large company's templates costs: 500 templates in three locales, a 99-line mail and an SMS each. Against
// compiling the same 1,500 mails with mjml in two threads, which is what no linter that looks into mails can do without.
import { spawnSync } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'

import { mailOf, writeProject } from './fixtures/many-templates.mjs'

export const postgres = false

const program = fileURLToPath(new URL('../dist/main.js', import.meta.url))
const templates = Number(process.env.TIDINGS_BENCH_TEMPLATES ?? 500)
const locales = ['en', 'de', 'fr']
/** Prints the peak of the process's memory when it ends. */
const peak = "data:text/javascript,process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS))"

export async function run(report) {
  const { folder } = await writeProject(templates)
  try {
    const lines = mailOf(0, 'en').trimEnd().split('\n').length
    const mjmlSeconds = await compileAlone()
    const cold = lint(folder)
    const unchanged = lint(folder)
    const conditions = `${templates} templates x ${locales.length} locales, ${lines}-line mail and SMS`
    report({
      figure: 'tidings lint, cold',
      value: cold.seconds,
      unit: 's',
      baseline: 'compiling the mails with mjml in two threads',
      baselineValue: mjmlSeconds,
      ratio: cold.seconds / mjmlSeconds,
      conditions: `${conditions}; peak ${Math.round(cold.megabytes)} MB`,
    })
    report({
      figure: 'tidings lint, unchanged',
      value: unchanged.seconds,
      unit: 's',
      baseline: 'tidings lint, cold',
      baselineValue: cold.seconds,
      ratio: unchanged.seconds / cold.seconds,
      conditions: `${conditions}; peak ${Math.round(unchanged.megabytes)} MB`,
    })
  } finally {
    await rm(folder, { recursive: true })
  }
}

function lint(folder) {
  const from = performance.now()
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', peak, program, 'lint', '--json'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  const seconds = (performance.now() - from) / 1000
  if (status === null || !stdout.includes(`"templates": ${templates}`)) throw new Error(`lint failed: ${stderr}`)
  return { seconds, megabytes: Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024 }
}

/** Seconds from the first thread's start to the last mail. */
async function compileAlone() {
  const all = Array.from({ length: templates }, (_, index) => locales.map((locale) => [index, locale])).flat()
  const from = performance.now()
  const halves = [0, 1].map((half) => all.filter((_, at) => at % 2 === half))
  await Promise.all(
    halves.map(
      (workerData) =>
        new Promise((resolve, reject) => {
          const worker = new Worker(new URL('./fixtures/mjml-worker.mjs', import.meta.url), { workerData })
          worker.once('message', resolve).once('error', reject)
        }),
    ),
  )
  return (performance.now() - from) / 1000
}
