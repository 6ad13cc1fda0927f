/** Things to release, in the reverse order of their acquisition. */
export interface Releases {
  add(release: () => Promise<void> | void): void
  /** Releases all; the first error is thrown when the rest has been released too. */
  run(): Promise<void>
}

/** Makes an empty list of things to release. */
export function createReleases(): Releases {
  const list: (() => Promise<void> | void)[] = []
  return {
    add: (release) => {
      list.push(release)
    },
    run: async () => {
      let first: { readonly error: unknown } | undefined
      for (let release = list.pop(); release !== undefined; release = list.pop())
        try {
          await release()
        } catch (error) {
          first ??= { error }
        }
      if (first !== undefined) throw first.error
    },
  }
}
