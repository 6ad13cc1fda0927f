import type { TemplateView } from '../../src/preview/answers.js'

interface ErrorOverlayProps {
  readonly value: TemplateView | undefined
  /** Whether the last good render is behind it. */
  readonly stale: boolean
  /** Whether what is wrong with the data stands beside it already. */
  readonly told: boolean
  readonly choose: (choices: Readonly<Record<string, string | undefined>>) => void
}

/** Errors that are shown; who mends the first ones sees the rest. */
const shownErrors = 6

/** What is wrong, where, and what to do; over the last good render. */
export function ErrorOverlay({ value, stale, told, choose }: ErrorOverlayProps) {
  if (value === undefined) return null
  const { errors, problems } = value
  if (errors.length === 0 && problems.length === 0) return null
  const isLine = errors.length === 0 && told
  return (
    <div class={`overlay${isLine ? ' line' : ''}`} role="alert">
      <h2>
        {errors.length > 0 ? 'Does not compile' : 'The data does not fit the schema'}
        {stale && <small>the last good render is behind this</small>}
      </h2>
      <ul>
        {errors.slice(0, shownErrors).map(({ rule, file, line, column, message, hint }) => (
          <li key={`${rule} ${file} ${line} ${column} ${message}`}>
            <button type="button" class="place" onClick={() => choose({ tab: 'source', file, line: String(line) })}>
              {file}:{line}:{column}
            </button>
            <p>
              {message} <span class="dim">{rule}</span>
            </p>
            {hint !== undefined && <p class="hint">{hint}</p>}
          </li>
        ))}
        {(told ? [] : problems).slice(0, shownErrors).map(({ path, message, line }) => (
          <li key={`${path} ${message}`}>
            <button type="button" class="place" onClick={() => choose({ tab: 'data' })}>
              data{path.replaceAll('/', '.')}
              {line !== undefined && `, line ${line}`}
            </button>
            <p>{message}</p>
          </li>
        ))}
      </ul>
      {errors.length > shownErrors && <p class="dim">and {errors.length - shownErrors} more, in the tab Lint</p>}
    </div>
  )
}
