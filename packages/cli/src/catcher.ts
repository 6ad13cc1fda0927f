import { type Configuration, catcherOf } from '@tidings/dispatcher/config'
import type { CatcherClient } from '@tidings/dispatcher/embedded'

import type { CommandContext } from './command.js'
import { CliError } from './errors/cli-error.js'
import { loadProject } from './project.js'

/**
 * A client of the project's catcher, at the address of its provider of kind `catcher`.
 *
 * @throws CliError `not-found` where the project has no such provider.
 */
export async function openCatcher(context: CommandContext): Promise<CatcherClient> {
  const [configuration, { createCatcherClient }] = await Promise.all([
    loadProject(context, []),
    import('@tidings/dispatcher/embedded'),
  ])
  const url = catcherUrl(configuration)
  if (url === undefined) {
    throw new CliError('not-found', 'tidings.yaml has no provider of kind catcher', {
      hint: 'add `catcher: { kind: catcher, url: http://127.0.0.1:8025 }` to providers',
    })
  }
  return createCatcherClient(url)
}

/** Address of the project's catcher; undefined where it has none. */
export function catcherUrl(configuration: Configuration): string | undefined {
  const provider = catcherOf(configuration)
  const url: unknown = provider && Reflect.get(Object(provider.settings), 'url')
  return typeof url === 'string' ? url : undefined
}

/** Asks the catcher; where it does not answer or refuses, says so with a code. */
export async function ask<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'CatcherError') throw error
    const status: unknown = Reflect.get(error, 'status')
    throw new CliError(status === undefined ? 'catcher-unreachable' : 'catcher-refused', error.message, {
      cause: error,
      ...(status === undefined ? { hint: 'start it with `tidings dev`' } : {}),
    })
  }
}
