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
  const configuration = await loadProject(context, [])
  const [{ createCatcherClient }, { catcherOf }] = await Promise.all([
    import('@tidings/dispatcher/embedded'),
    import('@tidings/dispatcher/config'),
  ])
  const provider = catcherOf(configuration)
  const url: unknown = provider && Reflect.get(Object(provider.settings), 'url')
  if (typeof url !== 'string') {
    throw new CliError('not-found', 'tidings.yaml has no provider of kind catcher', {
      hint: 'add `catcher: { kind: catcher, url: http://127.0.0.1:8025 }` to providers',
    })
  }
  return createCatcherClient(url)
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
