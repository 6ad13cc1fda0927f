/** An option that every command takes. */
export interface GlobalOption {
  readonly flags: string
  readonly sentence: string
}

/** Options of every command. None has a default here: flags, environment and defaults are merged once, in `settingsOf`. */
export const globalOptions: readonly GlobalOption[] = [
  { flags: '--output <format>', sentence: 'text (default), json or jsonl' },
  { flags: '--json', sentence: 'the same as --output json' },
  {
    flags: '--env <name>',
    sentence: 'environment of tidings.yaml; default: the first that is not production (TIDINGS_ENVIRONMENT)',
  },
  { flags: '--config <file>', sentence: 'tidings.yaml to use; default: the nearest one (TIDINGS_CONFIG)' },
  { flags: '--no-input', sentence: 'ask nothing; what would have been asked is an error that names the flag' },
  { flags: '--show-addresses', sentence: 'print addresses in full' },
  { flags: '--color', sentence: 'colours even where there is no terminal' },
  { flags: '--no-color', sentence: 'no colours (NO_COLOR)' },
  { flags: '--debug', sentence: 'details of unexpected errors' },
]
