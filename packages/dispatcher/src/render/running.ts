import type { Output } from './output.js'
import type { At, ProgramData } from './program-data.js'
import { placeOf, RenderError, ValueError } from './render-error.js'
import type { Scope } from './scope.js'

/** State of one run. */
export interface Running {
  readonly scope: Scope
  readonly files: ProgramData['files']
  /** Variables of the template (loops, assign, capture, arguments of partials). undefined: not set yet. */
  readonly slots: unknown[]
  /** Loop rounds so far. */
  rounds: number
  /** Characters written so far. */
  size: number
}

/** A compiled instruction. */
export type Run<C> = (running: Running, out: Output<C>) => void

/** A compiled expression. */
export type Evaluate = (running: Running) => unknown

/** Ends the run. @throws RenderError that names the place, always */
export function fail(running: Running, at: At, reason: string, path?: string, cause?: unknown): never {
  throw new RenderError(running.scope.subject, reason, {
    ...placeOf(running.files, at),
    ...(path === undefined ? {} : { path }),
    ...(cause === undefined ? {} : { cause }),
  })
}

/** Adds the place to what a filter or an escape found wrong; passes everything else on. */
export function explain(running: Running, at: At, error: unknown, path?: string): never {
  if (error instanceof ValueError) fail(running, at, error.message, path, error)
  throw error
}
