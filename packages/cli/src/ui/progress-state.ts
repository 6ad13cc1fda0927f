/** What a progress line shows. */
export interface ProgressState {
  readonly done: number
  readonly total: number
  /** ms since 1970. */
  readonly startedAt: number
  readonly now: number
}

/** What may happen to it. */
export interface ProgressAction {
  readonly type: 'advanced'
  readonly done: number
  readonly now: number
}

/** The next state. Progress never goes back. */
export function progressReducer(state: ProgressState, action: ProgressAction): ProgressState {
  return { ...state, done: Math.min(state.total, Math.max(state.done, action.done)), now: action.now }
}

/** The words of the line: count, rate, time left where it can be told. */
export function progressWords({ done, total, startedAt, now }: ProgressState): string {
  const seconds = (now - startedAt) / 1_000
  const rate = seconds > 0 ? done / seconds : 0
  const left = rate > 0 && done < total ? `, ${Math.ceil((total - done) / rate)} s left` : ''
  const speed = rate > 0 ? `, ${Math.round(rate).toLocaleString('en-US')}/s` : ''
  return `${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')}${speed}${left}`
}

/** How much of a bar of `width` characters is full. */
export function barLength({ done, total }: ProgressState, width: number): number {
  return total === 0 ? width : Math.round((done / total) * width)
}
