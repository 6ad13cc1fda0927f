import type { CommandWords } from './command-words.js'

/**
 * A bash script that completes commands, flags and the values of flags that take one of a few; elsewhere files. It asks
 * nobody when a key is pressed.
 */
export function bashScript(commands: readonly CommandWords[]): string {
  return `# tidings completion bash: put \`source <(tidings completion bash)\` into ~/.bashrc
_tidings() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" path='' word words='' values=''
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [[ $word == -* ]] || path="\${path:+$path }$word"
  done
  case "$path " in
${commands.map(caseOf).join('\n')}
  esac
  if [[ -n $values ]]; then
    COMPREPLY=($(compgen -W "$values" -- "$current"))
  else
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  fi
}
complete -o default -F _tidings tidings
`
}

function caseOf({ path, words, values }: CommandWords): string {
  const flags = Object.entries(values).map(([flag, list]) => `      ${flag}) values='${list.join(' ')}' ;;`)
  return [
    `  ${path === '' ? '*' : `'${path} '*`})`,
    `    words='${words.join(' ')}'`,
    ...(flags.length === 0 ? [] : ['    case "$before" in', ...flags, '    esac']),
    '    ;;',
  ].join('\n')
}
