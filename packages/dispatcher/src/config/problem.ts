/** One thing that is wrong with the configuration, at its place. */
export interface ConfigurationProblem {
  /** File as it was given, or the name of the environment variable that holds the value. */
  readonly file: string
  /** 1-based; absent where the place is an environment variable or the file as a whole. */
  readonly line?: number
  readonly column?: number
  /** What is wrong, in one sentence. */
  readonly message: string
  /** The name that was probably meant. */
  readonly didYouMean?: string
  /** How to fix it. */
  readonly hint?: string
}

/** The problem on one line, and its hint on a second one. */
export function formatProblem(problem: ConfigurationProblem): string {
  const place = [problem.file, problem.line, problem.column].filter((part) => part !== undefined).join(':')
  const meant = problem.didYouMean === undefined ? '' : `; did you mean "${problem.didYouMean}"?`
  const hint = problem.hint === undefined ? '' : `\n  hint: ${problem.hint}`
  return `${place}  ${problem.message}${meant}${hint}`
}

/** Thrown when `tidings.yaml`, or what the environment adds to it, cannot be used. Holds every problem, in file order. */
export class ConfigurationError extends Error {
  override readonly name: string = 'ConfigurationError'
  readonly code: 'configuration' = 'configuration'
  readonly problems: readonly ConfigurationProblem[]

  constructor(problems: readonly ConfigurationProblem[]) {
    super(problems.map(formatProblem).join('\n'))
    this.problems = problems
  }
}
