import { type Context, ReaderLeft } from './context.js'
import type { ExplainedError } from './errors/explain.js'
import { mainHelp } from './program/main-help.js'
import { type GlobalFlags, type OutputFormat, settingsOf } from './settings.js'

/** Runs the command line; resolves with the exit code and never rejects. */
export async function run(args: readonly string[], context: Context, version: string): Promise<number> {
  const [first] = args
  if (args.length === 0 || (args.length === 1 && (first === '--help' || first === '-h' || first === 'help'))) {
    context.stdout.write(mainHelp())
    return 0
  }
  if (args.length === 1 && first === '--version') {
    context.stdout.write(`${version}\n`)
    return 0
  }
  try {
    const [{ createProgram }, { createRunner }] = await Promise.all([
      import('./program/create-program.js'),
      import('./program/runner.js'),
    ])
    const runner = createRunner(context)
    await createProgram(context, runner, version).parseAsync(args, { from: 'user' })
    return runner.exitCode()
  } catch (error) {
    const { explain } = await import('./errors/explain.js')
    const { explainUsage } = await import('./errors/explain-usage.js')
    const explained = explainUsage(error) ?? explain(error)
    if (explained === 'done') return 0
    if (explained.code === 'interrupted' && context.signal.reason instanceof ReaderLeft) return 0
    return report(args, context, explained)
  }
}

async function report(args: readonly string[], context: Context, explained: ExplainedError): Promise<number> {
  const { printError } = await import('./errors/print-error.js')
  printError(context, settingsOf(flagsIn(args), context.env), explained)
  return explained.exitCode
}

/** The flags that decide how an error is told; read by hand, since the error may be that of the parser. */
function flagsIn(args: readonly string[]): GlobalFlags {
  const wanted = args.flatMap((arg, index): OutputFormat[] => {
    const value =
      arg === '--output' ? args[index + 1] : arg.startsWith('--output=') ? arg.slice('--output='.length) : ''
    return value === 'json' || value === 'jsonl' ? [value] : []
  })
  return {
    ...(wanted[0] === undefined ? {} : { output: wanted[0] }),
    json: args.includes('--json'),
    debug: args.includes('--debug'),
    ...(args.includes('--no-color') ? { color: false } : args.includes('--color') ? { color: true } : {}),
  }
}
