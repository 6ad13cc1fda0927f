import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { type Configuration, formatProblem } from '@tidings/dispatcher/config'

import type { CommandContext } from '../command.js'
import { explain } from '../errors/explain.js'
import { loadProject } from '../project.js'
import { problemsOf } from './dispatcher-process.js'

/** How to follow `tidings.yaml`. */
export interface FollowOptions {
  /** What is in force. */
  readonly configuration: Configuration
  /** Environment variables of the dispatcher, which has the last word on what is right. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Puts a configuration into force that was saved and is right. */
  readonly apply: (configuration: Configuration) => Promise<void>
}

/**
 * Makes what reads `tidings.yaml` again when it was saved. What is right is taken at once; what is wrong changes nothing, and is
 * told when a second look, `again`, finds it wrong still.
 */
export function followConfiguration(
  context: CommandContext,
  { configuration, env, apply }: FollowOptions,
): (again: boolean) => Promise<void> {
  const { output } = context
  const { file } = configuration
  const name = relative(context.cwd, file)
  let inForce = configuration
  let lastRead: string | undefined

  const read = async (again: boolean): Promise<void> => {
    const text = await readFile(file, 'utf8').catch(() => undefined)
    if (text === undefined || text === lastRead) return
    const taken = await take()
    if ('problem' in taken) {
      // What is wrong at the first look may be half saved.
      if (!again) return
      output.note(`[dev] ${name} not taken: ${taken.problem}; the one before stays`)
    }
    lastRead = text
    if ('next' in taken) await apply(taken.next)
  }

  /** Reads the file as command line and dispatcher do. Neither a problem nor a configuration: nothing has changed. */
  const take = async (): Promise<{ problem: string } | { next: Configuration } | object> => {
    let next: Configuration
    try {
      next = await loadProject(context, ['database'], { told: true })
    } catch (error) {
      const { message, lines } = explain(error)
      return { problem: lines[0] ?? message }
    }
    if (JSON.stringify(next) === JSON.stringify(inForce)) return {}
    const fixed = fixedPart(inForce, next)
    if (fixed !== undefined) {
      return { problem: `it changes ${fixed}, for which \`tidings dev\` has to be started again` }
    }
    const [problem] = await problemsOf(file, next.environment.name, env)
    if (problem !== undefined) return { problem }
    inForce = next
    for (const warning of next.warnings) output.warn(formatProblem(warning))
    return { next }
  }
  return read
}

/** What of a running project cannot be changed under it. */
function fixedPart({ environment: before }: Configuration, { environment: after }: Configuration): string | undefined {
  if (after.name !== before.name || after.production) return 'the environment'
  return after.database === before.database ? undefined : 'the database'
}
