import { bashScript } from './bash-script.js'
import type { CommandWords } from './command-words.js'

/** A zsh script that completes as the bash script does, by zsh's own reader of such scripts. */
export function zshScript(commands: readonly CommandWords[]): string {
  const [, ...lines] = bashScript(commands).split('\n')
  return [
    '# tidings completion zsh: put `source <(tidings completion zsh)` into ~/.zshrc',
    'autoload -Uz compinit bashcompinit',
    '(( $+functions[compdef] )) || compinit',
    'bashcompinit',
    ...lines,
  ].join('\n')
}
