import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

import { run } from '../step.mjs'

const POLICY = '/usr/sbin/policy-rc.d'

/** Whether packages can be installed here: root on a Debian. */
export function mayInstall() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

/** Whether every one of these packages is installed. */
export function installed(...packages) {
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...packages], {
    encoding: 'utf8',
  })
  const there = new Set(stdout?.split('\n'))
  return packages.every((name) => there.has(`${name} installed`))
}

/**
 * Installs Debian packages without starting any service that they bring.
 *
 * @param {readonly string[]} packages
 * @param {readonly string[]} answers lines for debconf-set-selections
 * @returns {Promise<string | undefined>} what went wrong
 */
export async function install(packages, answers = []) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' }
  if (answers.length > 0) spawnSync('debconf-set-selections', { input: `${answers.join('\n')}\n`, env })
  const release = forbidStarts()
  try {
    // Another apt-get (an unattended upgrade) may hold the lock: wait for it instead of failing.
    const quiet = ['-qq', '-y', '-o', 'Acquire::Retries=3', '-o', 'DPkg::Lock::Timeout=120', '-o', 'Dpkg::Use-Pty=0']
    const call = (...args) => run('apt-get', [...quiet, ...args], { env, limitMinutes: 10 })
    const first = hasLists() ? await call('install', '--no-install-recommends', ...packages) : { code: 1 }
    if (first.code === 0) return undefined
    // No lists yet, or lists so old that the versions they name are gone.
    await call('update')
    const second = await call('install', '--no-install-recommends', ...packages)
    return second.code === 0 ? undefined : `apt-get install ${packages.join(' ')}: ${second.output.trim().slice(-600)}`
  } finally {
    release()
  }
}

function hasLists() {
  return spawnSync('apt-cache', ['show', 'postfix'], { stdio: 'ignore' }).status === 0
}

// A package that starts its daemon would take ports and start clusters that nobody asked for.
function forbidStarts() {
  const before = existsSync(POLICY) ? readFileSync(POLICY) : undefined
  if (before === undefined) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  return () => {
    if (before === undefined) rmSync(POLICY, { force: true })
  }
}
