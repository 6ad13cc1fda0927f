import { useEffect, useMemo, useRef } from 'preact/hooks'

import { type Language, pieces } from './pieces.js'

/** A line that something is to be said of. */
export interface Mark {
  readonly line: number
  readonly severity: 'error' | 'warning'
  readonly message: string
}

interface CodeViewProps {
  readonly text: string
  readonly language: Language
  readonly label: string
  readonly marks?: readonly Mark[]
  /** Line to look at, 1-based. */
  readonly line?: number | undefined
}

/** Text with numbered lines. */
export function CodeView({ text, language, label, marks = [], line }: CodeViewProps) {
  const place = useRef<HTMLOListElement>(null)
  const lines = useMemo(() => pieces(text, language), [text, language])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the line is looked for in each new text.
  useEffect(() => {
    if (line !== undefined) place.current?.children[line - 1]?.scrollIntoView({ block: 'center' })
  }, [line, text])
  return (
    <ol class="code" ref={place} aria-label={label}>
      {lines.map((parts, index) => {
        const here = marks.filter((mark) => mark.line === index + 1)
        const worst = here.find(({ severity }) => severity === 'error') ?? here[0]
        const look = [index + 1 === line ? 'current' : '', worst?.severity ?? ''].join(' ').trim()
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number.
          <li key={index} class={look === '' ? undefined : look}>
            <code>
              {parts.map(([kind, words], at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place.
                <span key={at} class={kind === '' ? undefined : kind}>
                  {words}
                </span>
              ))}
            </code>
            {here.map(({ message }) => (
              <em key={message}>{message}</em>
            ))}
          </li>
        )
      })}
    </ol>
  )
}
