interface PickerProps {
  readonly label: string
  readonly value: string
  readonly options: readonly (string | readonly [value: string, words: string])[]
  readonly choose: (value: string) => void
}

/** A choice of one out of several, with its name before it. */
export function Picker({ label, value, options, choose }: PickerProps) {
  const pairs = options.map((option) => (typeof option === 'string' ? ([option, option] as const) : option))
  const known = pairs.some(([each]) => each === value)
  return (
    <label class="picker">
      <span>{label}</span>
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
