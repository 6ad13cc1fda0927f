import { execFileSync, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { describe, expect, it } from 'vitest'

import { runCli } from '../support/run-cli.js'

const cwd = fileURLToPath(new URL('.', import.meta.url))
const scriptOf = async (shell: string): Promise<string> => (await runCli(['completion', shell], { cwd })).stdout

/** What bash offers where the last word is being typed. */
async function offered(...typed: readonly string[]): Promise<readonly string[]> {
  const words = ['tidings', ...typed].map((word) => `'${word}'`).join(' ')
  const ask = `COMP_WORDS=(${words}); COMP_CWORD=${typed.length}; _tidings; printf '%s\\n' "\${COMPREPLY[@]}"`
  const said = execFileSync('bash', ['-c', `${await scriptOf('bash')}\n${ask}`], { encoding: 'utf8' })
  return said.split('\n').filter((line) => line !== '')
}
const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0

describe.skipIf(!has('bash'))(`completion in bash${has('bash') ? '' : ' (left out: there is no bash)'}`, () => {
  it('offers commands, and the subcommands of one', async () => {
    expect(await offered('re')).toEqual(['render', 'replay', 'resume'])
    expect(await offered('caught', '')).toEqual(expect.arrayContaining(['list', 'show', 'fail', 'events']))
  })

  it('offers the flags of a command, also behind its arguments, and those of every command', async () => {
    expect(await offered('render', 'order-shipped', '--sa')).toEqual(['--sample'])
    expect(await offered('caught', 'show', '1', '--h')).toEqual(['--html', '--help'])
    expect(await offered('why', '9d41c70b', '--out')).toEqual(['--output'])
  })

  it('offers the flags of the subcommand that runs where none is typed, and their values', async () => {
    expect(await offered('caught', '--ch')).toEqual(['--channel'])
    expect(await offered('caught', '--channel', '')).toEqual(['email', 'sms', 'push'])
    expect(await offered('caught', '--channel', 'sms', '--si')).toEqual(['--since'])
    expect(await offered('caught', 'events', '--li')).toEqual([])
  })

  it('knows every command with its flags', async () => {
    expect(await offered('send')).toEqual(['send-test'])
    expect(await offered('send-test', 'order-shipped', '--s')).toEqual(['--sample', '--show-addresses'])
    expect(await offered('dev', '--no-p')).toEqual(['--no-preview'])
  })

  it('offers the values of a flag that takes one of a few', async () => {
    expect(await offered('render', '--channel', '')).toEqual(['email', 'sms', 'push'])
    expect(await offered('messages', '--limit', 'x')).toEqual([])
  })
})

it.skipIf(!has('zsh'))(`zsh reads its script${has('zsh') ? '' : ' (left out: there is no zsh)'}`, async () => {
  const said = spawnSync('zsh', ['-fc', `${await scriptOf('zsh')}\nprint $_comps[tidings]`], { encoding: 'utf8' })
  expect([said.stderr, said.status]).toEqual(['', 0])
  expect(said.stdout).toContain('_bash_complete')
})

it('tells which shells there are', async () => {
  expect(await runCli(['completion', 'fish'], { cwd })).toMatchObject({
    code: 2,
    stderr: 'error there is no completion for `fish`\nhint: bash, zsh\n',
  })
})
