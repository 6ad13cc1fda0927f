import type { Finding } from '@tidings/dispatcher/templates'

interface LintListProps {
  readonly findings: readonly Finding[]
  readonly linted: boolean
  readonly choose: (choices: Readonly<Record<string, string | undefined>>) => void
}

/** What lint found; a click leads to the line. */
export function LintList({ findings, linted, choose }: LintListProps) {
  if (findings.length === 0) return <p class="empty">{linted ? 'Lint has nothing to say.' : 'Linting …'}</p>
  return (
    <ul class="findings">
      {findings.map(({ rule, severity, file, line, column, message, hint }) => (
        <li key={`${rule} ${file} ${line} ${column} ${message}`} class={severity}>
          <p>
            <b class={severity}>{severity}</b> <span class="dim">{rule}</span>
          </p>
          <p>{message}</p>
          {hint !== undefined && <p class="hint">{hint}</p>}
          <button type="button" class="place" onClick={() => choose({ tab: 'source', file, line: String(line) })}>
            {file}:{line}:{column}
          </button>
        </li>
      ))}
    </ul>
  )
}
