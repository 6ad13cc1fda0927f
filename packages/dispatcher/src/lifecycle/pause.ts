/** A wait that something can end early. */
export interface Pause {
  /** Resolves after `ms`, or as soon as somebody calls `wake`, also if that was since the last wait. */
  wait(ms: number): Promise<void>
  wake(): void
}

/** Makes a pause for one loop. */
export function createPause(): Pause {
  let woken = false
  let end: (() => void) | undefined
  return {
    wait: (ms) => {
      if (woken) {
        woken = false
        return Promise.resolve()
      }
      return new Promise((resolve) => {
        const timer = setTimeout(() => end?.(), ms)
        end = () => {
          clearTimeout(timer)
          end = undefined
          woken = false
          resolve()
        }
      })
    },
    wake: () => {
      woken = true
      end?.()
    },
  }
}
