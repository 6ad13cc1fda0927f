// The commands of the README once more, as an ordinary user with a home that nobody else may enter:
// on most machines Tidings is not run by root. Adds a user to the machine and removes it again.
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { debianBinaries, startPostgres } from './services/postgres.mjs'
import { root, run, seconds } from './step.mjs'

const USER = 'tidings-verify'

if (process.getuid?.() !== 0 || process.env.CI !== 'true') {
  console.error('as-user.mjs adds a user to this machine: it runs only as root and with CI=true')
  process.exit(2)
}

function must(command, ...args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr || error?.message}`)
  return stdout.trim()
}

const began = Date.now()
const home = join(mkdtempSync(join(tmpdir(), 'tidings-home-')), USER)
chmodSync(join(home, '..'), 0o755)
// A run that was killed may have left the user behind.
spawnSync('userdel', [USER])
must('useradd', '--home-dir', home, '--create-home', '--shell', '/bin/bash', USER)
chmodSync(home, 0o700)

// The clone is made by root, who may read this one; its files then belong to the user.
const clone = join(home, 'tidings')
must('git', 'clone', '--quiet', '--local', '--no-hardlinks', root, clone)
must('chown', '-R', `${USER}:`, home)

const bin = debianBinaries()
const postgres = bin === undefined ? undefined : await startPostgres(bin)

// The environment of the caller, without what belongs to root or to the pnpm that started this script.
const env = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^((npm|pnpm)_(?!config_(registry|cafile|.*proxy))|XDG_|MAIL$)/i.test(name),
  ),
)
Object.assign(env, { HOME: home, USER, LOGNAME: USER, SHELL: '/bin/bash' })
if (postgres !== undefined) env.TIDINGS_TEST_POSTGRES = postgres.url

const identity = ['--reuid', USER, '--regid', must('id', '-g', USER), '--init-groups']
const asUser = async (...command) => {
  const { code } = await run('setpriv', [...identity, ...command], { cwd: clone, env, show: true, limitMinutes: 60 })
  return code === 0
}

console.log(
  `      as ${USER}, home ${must('stat', '-c', '%a', home)}, PostgreSQL ${postgres === undefined ? 'from npm' : 'given by URL'}`,
)
let ok = true
try {
  const pnpm = ['npx', '-y', 'pnpm@10.34.9']
  const hasQuickstart = spawnSync('test', ['-f', join(clone, 'examples/quickstart/start.mjs')]).status === 0
  if (hasQuickstart) ok = await asUser(...pnpm, 'quickstart')
  ok = (await asUser(...pnpm, 'verify')) && ok
} finally {
  await postgres?.stop()
  ok = !leftRunning() && ok
  spawnSync('userdel', [USER])
  spawnSync('rm', ['-rf', join(home, '..')])
  console.log(`      the run as ${USER} took ${seconds(began)}`)
}
process.exitCode = ok ? 0 : 1

// Whatever still belongs to the user was forgotten by a command or a test.
function leftRunning() {
  const list = () => spawnSync('ps', ['-o', 'pid=,args=', '-u', USER], { encoding: 'utf8' }).stdout.trim().split('\n')
  // What is just ending gets two seconds for it.
  const until = Date.now() + 2000
  let processes = list()
  while (processes[0] !== '' && Date.now() < until) processes = list()
  if (processes[0] === '') return false
  for (const line of processes) {
    console.log(`FAIL  left running: ${line.trim()}`)
    process.kill(Number.parseInt(line, 10), 'SIGKILL')
  }
  return true
}
