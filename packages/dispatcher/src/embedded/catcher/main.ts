import { parseArgs } from 'node:util'

import { runCatcher } from './catcher.js'

const usage = `usage: node main.js --folder <path> [--http <port>] [--smtp <port>] [--keep <messages>] [--attached]
  --folder    where it keeps what it caught
  --http      port of its HTTP interface on 127.0.0.1 (default 8025; 0: a free one)
  --smtp      port of SMTP on 127.0.0.1 (default 1025; 0: a free one)
  --keep      how many messages it keeps (default 10000)
  --attached  end when standard input ends, so that it does not outlive the program that started it`

const whole = (name: string, text: string, least: number, most: number): number => {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new Error(`--${name} expects a whole number from ${least} to ${most}, got \`${text}\``)
  }
  return value
}

const readOptions = () => {
  const { values } = parseArgs({
    options: {
      folder: { type: 'string' },
      http: { type: 'string', default: '8025' },
      smtp: { type: 'string', default: '1025' },
      keep: { type: 'string', default: '10000' },
      attached: { type: 'boolean', default: false },
    },
  })
  if (values.folder === undefined) throw new Error('--folder is missing')
  return {
    folder: values.folder,
    httpPort: whole('http', values.http, 0, 65_535),
    smtpPort: whole('smtp', values.smtp, 0, 65_535),
    keep: whole('keep', values.keep, 1, 10_000_000),
    attached: values.attached,
  }
}

const readOptionsOrExit = () => {
  try {
    return readOptions()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}\n`)
    process.exit(2)
  }
}

const options = readOptionsOrExit()
try {
  const catcher = await runCatcher(options)
  let ending = false
  const end = () => {
    if (ending) return
    ending = true
    catcher.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  if (options.attached) process.stdin.on('end', end).on('error', end).resume()
  const { httpPort, smtpPort } = catcher
  process.stdout.write(`${JSON.stringify({ event: 'listening', httpPort, smtpPort, pid: process.pid })}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
