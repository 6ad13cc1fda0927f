/** How a command answers. `github` (annotations), `sarif` and `junit` are known to `lint` alone. */
export type OutputFormat = 'text' | 'json' | 'jsonl' | 'github' | 'sarif' | 'junit'

/** The flags that every command takes, as they were typed: absent where they were not. */
export interface GlobalFlags {
  readonly output?: OutputFormat
  readonly json?: boolean
  readonly env?: string
  readonly config?: string
  readonly color?: boolean
  readonly input?: boolean
  readonly showAddresses?: boolean
  readonly debug?: boolean
}

/** The settings of one call: flags, then environment, then defaults, merged once. */
export interface Settings {
  readonly format: OutputFormat
  /** Undefined: decided by the stream. */
  readonly colour: boolean | undefined
  /** Whether questions may be asked. */
  readonly input: boolean
  readonly environment: string | undefined
  readonly config: string | undefined
  readonly showAddresses: boolean
  /** Shows the stack of an unexpected error. */
  readonly debug: boolean
}

/** Merges the flags with the environment. */
export function settingsOf(flags: GlobalFlags, env: Readonly<Record<string, string | undefined>>): Settings {
  return {
    format: flags.output ?? (flags.json === true ? 'json' : 'text'),
    colour: flags.color,
    input: flags.input ?? true,
    environment: flags.env ?? env.TIDINGS_ENVIRONMENT,
    config: flags.config ?? env.TIDINGS_CONFIG,
    showAddresses: flags.showAddresses ?? false,
    debug: flags.debug ?? false,
  }
}
