/** What was acquired and must be given back, the last first. */
export interface Releasers {
  add(release: () => Promise<void>): void
  /** Gives everything back, once; goes on after an error and then throws the first. */
  run(): Promise<void>
}

/** Makes an empty set of releasers. */
export function createReleasers(): Releasers {
  const releasers: (() => Promise<void>)[] = []
  return {
    add: (release) => void releasers.push(release),
    run: async () => {
      const errors: unknown[] = []
      for (const release of releasers.splice(0).reverse()) {
        await release().catch((error: unknown) => errors.push(error))
      }
      if (errors.length > 0) throw errors[0]
    },
  }
}
