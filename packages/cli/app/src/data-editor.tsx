import { useEffect, useRef, useState } from 'preact/hooks'

import type { TemplateView } from '../../src/preview/answers.js'

interface DataEditorProps {
  readonly value: TemplateView
  /** Whether the data is no longer the sample's. */
  readonly edited: boolean
  readonly choose: (choices: Readonly<Record<string, string | undefined>>) => void
}

/** The data that the template is rendered with, to be changed in place. What does not fit the schema is said below it. */
export function DataEditor({ value, edited, choose }: DataEditorProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState(value.data)
  // The sample's file may be saved meanwhile, or the edit be taken back.
  useEffect(() => {
    if (!edited) setText(value.data)
  }, [value.data, edited])
  const goTo = (line: number): void => {
    const lines = text.split('\n')
    const begin = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
    field.current?.focus()
    field.current?.setSelectionRange(begin, begin + (lines[line - 1]?.length ?? 0))
  }
  return (
    <div class="data">
      <p class="head">
        <span>
          {edited ? 'Changed from' : 'As in'} <code>samples/{value.sample}.json</code>
        </span>
        {edited && (
          <button type="button" onClick={() => choose({ data: undefined })}>
            Take back
          </button>
        )}
      </p>
      <textarea
        ref={field}
        spellcheck={false}
        aria-label="Data as JSON"
        aria-invalid={value.problems.length > 0}
        aria-describedby="data-problems"
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value)
          choose({ data: event.currentTarget.value })
        }}
      />
      <ul id="data-problems" class="problems">
        {value.problems.map(({ path, message, line }) => (
          <li key={`${path} ${message}`}>
            <button type="button" class="place" onClick={() => goTo(line ?? 1)}>
              {path === '' ? 'data' : path.slice(1).replaceAll('/', '.')}
              {line !== undefined && <span class="dim"> line {line}</span>}
            </button>
            <p>{message}</p>
          </li>
        ))}
      </ul>
    </div>
  )
}
