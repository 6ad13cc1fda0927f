interface PickerProps {
  readonly label: string
  readonly value: string
  readonly options: readonly (string | readonly [value: string, words: string])[]
  readonly choose: (value: string) => void
  /** Whether the values speak for themselves: the name is a tooltip then. */
  readonly bare?: boolean
  /** Whether its value may be cut where there is little room. */
  readonly shrinks?: boolean
}

/** A choice of one out of several, with its name before it. */
export function Picker({ label, value, options, choose, bare = false, shrinks = false }: PickerProps) {
  const pairs = options.map((option) => (typeof option === 'string' ? ([option, option] as const) : option))
  const known = pairs.some(([each]) => each === value)
  return (
    <label class={`picker${shrinks ? ' shrinks' : ''}`} title={bare ? label : undefined}>
      <span class={bare ? 'unseen' : undefined}>{label}</span>
      <select value={value} onChange={(event) => choose(event.currentTarget.value)}>
        {!known && <option value={value}>{value}</option>}
        {pairs.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
    </label>
  )
}

interface SegmentsProps {
  readonly label: string
  readonly value: string
  readonly options: readonly (readonly [value: string, words: string, title?: string])[]
  readonly choose: (value: string) => void
}

/** A choice of one out of few, all of them seen. */
export function Segments({ label, value, options, choose }: SegmentsProps) {
  return (
    <fieldset class="segments">
      <legend class="unseen">{label}</legend>
      {options.map(([each, words, title]) => (
        <button key={each} type="button" title={title} aria-pressed={each === value} onClick={() => choose(each)}>
          {words}
        </button>
      ))}
    </fieldset>
  )
}
