import { useState } from 'preact/hooks'

import { type Device, deviceOf, narrowest, widest } from './device.js'
import type { Route } from './route.js'

/** How wide the mail is drawn, while it is being dragged too. */
export interface Width {
  /** As the route says, with the width that it is dragged to at the moment. */
  readonly device: Device
  /** Draws it this wide; the address stays as it is until `done`. */
  readonly drag: (pixels: number) => void
  /** Puts the width into the address. */
  readonly done: () => void
  /** Back to all there is. */
  readonly reset: () => void
}

/** The device of a route whose width can be dragged. The address is not written at each pixel: browsers take few changes a second. */
export function useWidth(route: Route, choose: (choices: Readonly<Record<string, string | undefined>>) => void): Width {
  const [dragged, setDragged] = useState<number>()
  const device = deviceOf(route)
  return {
    device: { ...device, width: dragged ?? device.width },
    drag: (pixels) => setDragged(Math.round(Math.min(widest, Math.max(narrowest, pixels)))),
    done: () => {
      if (dragged === undefined) return
      choose({ width: String(dragged) })
      setDragged(undefined)
    },
    reset: () => {
      setDragged(undefined)
      choose({ width: undefined })
    },
  }
}
