#!/usr/bin/env node
import { parseArgs } from 'node:util'

import { isLane } from './arguments.js'
import { run } from './run.js'

const usage = `Usage: tidings-dispatcher <command> [options]

  run        run the dispatcher until SIGTERM
  migrate    bring the ledger to this version
  check      check configuration, ledger and providers, then end
  config     print the configuration, without secrets

  --config <file>       tidings.yaml to use
  --env <name>          environment; default: the first that is not production
  --lanes <a,b>         only these lanes (critical, transactional, bulk)
  --log <level>         debug, info, warn or error; default info
  --version             print the version
`

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      config: { type: 'string' },
      env: { type: 'string' },
      lanes: { type: 'string' },
      log: { type: 'string' },
      version: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const lanes = values.lanes?.split(',').map((lane) => lane.trim())
  const unknown = lanes?.find((lane) => !isLane(lane))
  if (unknown !== undefined) throw new Error(`--lanes names "${unknown}"; there are critical, transactional and bulk`)
  process.exitCode = await run({
    command: values.version === true ? 'version' : values.help === true ? 'help' : (positionals[0] ?? 'help'),
    usage,
    ...(values.config === undefined ? {} : { config: values.config }),
    ...(values.env === undefined ? {} : { environment: values.env }),
    ...(lanes === undefined ? {} : { lanes: lanes.filter(isLane) }),
    log: values.log ?? 'info',
  })
} catch (error) {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
  process.exitCode = 2
}
