import { PassThrough } from 'node:stream'
import { embeddedErrorCodes } from '@tidings/dispatcher/embedded'
import { describe, expect, it } from 'vitest'
import type { Context } from '#cli/context.js'
import { CliError } from '#cli/errors/cli-error.js'
import { exitCodeOf } from '#cli/errors/error-table.js'
import { explain } from '#cli/errors/explain.js'
import { printError } from '#cli/errors/print-error.js'
import { settingsOf } from '#cli/settings.js'

function printed(error: unknown, flags: Parameters<typeof settingsOf>[0] = {}): string {
  const stderr = new PassThrough()
  const context = { stderr, env: {} } as unknown as Context
  printError(context, settingsOf(flags, {}), explain(error))
  return String(stderr.read())
}

describe('an error that nobody expected', () => {
  const bug = new TypeError('x is not a function')

  it('is a bug: code 70, where to report it, and no stack', () => {
    expect(explain(bug).exitCode).toBe(70)
    expect(printed(bug)).toMatch(
      /^error an error that Tidings did not expect: x is not a function\nhint: run it again with --debug, and report what it prints with the output of `tidings doctor`\n$/,
    )
  })

  it('shows its stack with --debug', () => {
    expect(printed(bug, { debug: true })).toContain('explain.test.ts')
    expect(JSON.parse(printed(bug, { debug: true, json: true }))).toMatchObject({
      code: 'bug',
      stack: expect.stringContaining('explain.test.ts'),
    })
  })

  it('may be anything', () => {
    expect(explain('thrown text').message).toBe('an error that Tidings did not expect: thrown text')
    expect(explain(undefined).exitCode).toBe(70)
  })
})

it('tells what, why and what to do, in both forms', () => {
  const error = new CliError('ambiguous', '`a` names 2 intents', {
    lines: ['one', 'two'],
    hint: 'give one in full',
    details: { found: 2 },
  })
  expect(printed(error)).toBe('error `a` names 2 intents\n  one\n  two\nhint: give one in full\n')
  expect(JSON.parse(printed(error, { output: 'jsonl' }))).toEqual({
    code: 'ambiguous',
    message: '`a` names 2 intents',
    hint: 'give one in full',
    details: { found: 2 },
    lines: ['one', 'two'],
  })
})

it('knows every code of the embedded environment', () => {
  for (const code of Object.keys(embeddedErrorCodes)) expect(exitCodeOf(code), code).toBeDefined()
})

it.each([
  ['unreachable', 5],
  ['denied', 4],
  ['not-migrated', 1],
  ['newer-schema', 1],
  ['configuration', 2],
  ['needs-answer', 2],
  ['findings', 1],
  ['interrupted', 130],
])('gives %s the exit code %d', (code, exitCode) => expect(exitCodeOf(code)).toBe(exitCode))

it('does not take an object member for a code', () => {
  expect(exitCodeOf('constructor')).toBeUndefined()
})
