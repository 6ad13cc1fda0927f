import { useEffect, useRef, useState } from 'preact/hooks'

/** What the server answered last, and what went wrong since. */
export interface Answered<T> {
  /** The last good answer; it stays while another is asked for. */
  readonly value: T | undefined
  readonly problem: string | undefined
  /** Asks once more. */
  readonly ask: () => void
  /** Puts in what the server told of a part of the answer. */
  readonly change: (change: (value: T) => T) => void
}

/** Asks the server whenever `key` is another. An answer that comes after a newer question is dropped. */
export function useAnswer<T>(key: string, question: () => Promise<T>): Answered<T> {
  const [answer, setAnswer] = useState<Pick<Answered<T>, 'value' | 'problem'>>({
    value: undefined,
    problem: undefined,
  })
  const latest = useRef({ number: 0, question })
  latest.current.question = question
  const ask = (): void => {
    const number = ++latest.current.number
    latest.current.question().then(
      (value) => {
        if (number === latest.current.number) setAnswer({ value, problem: undefined })
      },
      (error: unknown) => {
        if (number !== latest.current.number) return
        setAnswer(({ value }) => ({ value, problem: error instanceof Error ? error.message : String(error) }))
      },
    )
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for all that the question depends on.
  useEffect(ask, [key])
  const change = (changed: (value: T) => T): void =>
    setAnswer((now) => (now.value === undefined ? now : { ...now, value: changed(now.value) }))
  return { ...answer, ask, change }
}
