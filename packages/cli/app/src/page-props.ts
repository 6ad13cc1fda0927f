import type { ProjectAnswer } from '../../src/preview/answers.js'
import type { Route } from './route.js'

/** What every page works with. */
export interface PageProps {
  readonly route: Route
  readonly go: (route: Route, replace?: boolean) => void
  readonly project: ProjectAnswer | undefined
  /** Whether the server is there. */
  readonly live: boolean
  readonly showHelp: () => void
}
