/** Runs work that shares a client one after the other, whatever becomes of each. */
export interface Turns {
  take<T>(client: object, work: () => Promise<T>): Promise<T>
}

/**
 * A client of `pg` runs one statement at a time: version 8 queues a second one with a warning, version 9 refuses it. So
 * emits into one transaction that come together wait for each other here. Nothing is kept of clients that are idle.
 */
export function turns(): Turns {
  const last = new WeakMap<object, Promise<unknown>>()
  return {
    take(client, work) {
      const before = last.get(client)
      const mine = before === undefined ? work() : before.then(work, work)
      const forget = (): void => {
        if (last.get(client) === mine) last.delete(client)
      }
      last.set(client, mine)
      mine.then(forget, forget)
      return mine
    },
  }
}
