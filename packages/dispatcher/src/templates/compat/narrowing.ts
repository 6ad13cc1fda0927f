/** Something that was valid under the old contract and is not, or may not be, under the new one. */
export interface Narrowing {
  /** The field, as a JSON pointer into the data; `*` stands for every element or every other name. */
  readonly field: string
  /** `undecided`: no value is known, but that there is none cannot be shown either. */
  readonly kind: 'break' | 'undecided'
  /** What happened to the field; decides how to go about it. */
  readonly cause: 'required' | 'removed' | 'narrowed'
  /** Without the field's name: `is required now`. */
  readonly message: string
}

/** Makes a break. */
export function broken(field: string, cause: Narrowing['cause'], message: string): Narrowing {
  return { field, kind: 'break', cause, message }
}

/** Makes a narrowing that may be none. */
export function undecided(field: string, message: string): Narrowing {
  return { field, kind: 'undecided', cause: 'narrowed', message }
}

/** A key as a part of a JSON pointer. */
export function fieldOf(parent: string, key: string): string {
  return `${parent}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** A value for a sentence, short. */
export function spell(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
