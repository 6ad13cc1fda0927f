import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commandTable } from '#cli/program/command-table.js'

import { makeProject, type Project } from './support/project.js'
import { runCli } from './support/run-cli.js'

let project: Project
beforeAll(async () => {
  project = await makeProject()
})
afterAll(() => project.remove())
const cli = (...args: string[]) => runCli(args, { cwd: project.folder })

describe('help', () => {
  it.each([[[]], [['--help']], [['-h']], [['help']]])('is data on stdout for %j', async (args) => {
    const { code, stdout, stderr } = await cli(...args)
    expect([code, stderr]).toEqual([0, ''])
    for (const [name, { sentence }] of Object.entries(commandTable)) {
      expect(stdout).toContain(`  ${name.padEnd(20)}${sentence}\n`)
    }
  })

  it.each(Object.keys(commandTable))('of %s has its sentence and three examples', async (name) => {
    const { sentence, examples } = commandTable[name] ?? { sentence: '', examples: [] }
    for (const args of [
      [name, '--help'],
      ['help', name],
    ]) {
      const { code, stdout } = await cli(...args)
      expect(code).toBe(0)
      expect(stdout.startsWith(`${sentence}\n`)).toBe(true)
      expect(stdout).toContain(examples.map((example) => `  ${example}\n`).join(''))
      expect(stdout).toContain('Options of every command\n')
    }
  })

  it('of a subcommand says what it does', async () => {
    const { stdout } = await cli('caught', 'fail', '--help')
    expect(stdout).toMatch(
      /^Make the catcher fail, list the rules in force, or lift them\.\n\nUsage\n {2}tidings caught fail /,
    )
  })

  it('gives every example options that exist', async () => {
    for (const { examples } of Object.values(commandTable)) {
      for (const example of examples) {
        const [name = '', ...rest] = example
          .replace(/'[^']*'/g, 'x')
          .split(' ')
          .slice(1)
        const { stdout } = await cli(name, ...rest.filter((word) => /^[a-z]+$/.test(word)).slice(0, 1), '--help')
        for (const flag of rest.filter((word) => word.startsWith('--'))) expect(stdout).toContain(flag)
      }
    }
  })
})

it('prints its version', async () => {
  expect(await cli('--version')).toEqual({ code: 0, stdout: '9.9.9\n', stderr: '' })
})

describe('settings', () => {
  it('takes flags before and after the command', async () => {
    for (const args of [
      ['--json', 'lint'],
      ['lint', '--json'],
      ['lint', '--output', 'json'],
    ]) {
      expect(JSON.parse((await cli(...args)).stdout)).toMatchObject({ schemaVersion: 1, kind: 'findings', errors: 0 })
    }
  })

  it('prefers flags to variables to the file', async () => {
    const environmentOf = async (args: string[], env: Record<string, string>): Promise<string> => {
      const answer = await runCli(['doctor', '--json', ...args], { cwd: project.folder, env })
      const { checks } = JSON.parse(answer.stdout) as { checks: { name: string; says: string }[] }
      return checks.find(({ name }) => name === 'configuration')?.says ?? ''
    }
    expect(await environmentOf([], {})).toContain('environment local')
    expect(await environmentOf([], { TIDINGS_ENVIRONMENT: 'production' })).toContain('environment production')
    expect(await environmentOf(['--env', 'local'], { TIDINGS_ENVIRONMENT: 'production' })).toContain(
      'environment local',
    )
  })

  it('warns on stderr, in the form that was asked for', async () => {
    const env = { TIDINGS_LANES_BULK_CONCURENCY: '9' }
    const text =
      'TIDINGS_LANES_BULK_CONCURENCY  no setting has this name, so the variable has no effect; did you mean "TIDINGS_LANES_BULK_CONCURRENCY"?'
    expect((await runCli(['templates'], { cwd: project.folder, env })).stderr).toBe(`warning ${text}\n`)
    const { stdout, stderr } = await runCli(['templates', '--json'], { cwd: project.folder, env })
    expect(JSON.parse(stderr)).toEqual({ warning: text })
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'templates' })
  })
})

describe('Ctrl-C', () => {
  it('ends a command with 130', async () => {
    const controller = new AbortController()
    controller.abort()
    const answer = await runCli(['lint'], { cwd: project.folder, signal: controller.signal })
    expect([answer.code, answer.stderr]).toEqual([130, 'error interrupted\n'])
  })
})
