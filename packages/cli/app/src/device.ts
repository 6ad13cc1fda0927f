import type { Look } from './mail-frame.js'
import type { Route } from './route.js'

/** Widths of a small phone, a phone, the usual mail, and a tablet; CSS pixels. */
export const widths = ['320', '360', '600', '768'] as const

/**
 * Ways to look at a mail. Partly inverted: clients that darken light grounds only, as Gmail on Android. Inverted: those that
 * turn all colours, as Gmail on iOS and Outlook on Windows.
 */
export const looks: readonly (readonly [Look, string])[] = [
  ['light', 'light'],
  ['dark', 'dark'],
  ['partial', 'partly inverted ≈'],
  ['full', 'inverted ≈'],
]

/** What pictures are loaded: those of the project, also those on other servers, or none, as clients that block them. */
export const pictureChoices = [
  ['own', 'own'],
  ['all', 'remote too'],
  ['off', 'off'],
] as const

/** Widths that a mail may be drawn at, CSS pixels. */
export const narrowest = 200
export const widest = 2000

/** How the route says that a message is looked at. */
export interface Device {
  readonly width: number | undefined
  readonly look: Look
  readonly pictures: string
  readonly direction: 'rtl' | undefined
}

/** Reads the choices about the device. */
export function deviceOf({ choices }: Route): Device {
  const width = Number(choices.width)
  return {
    width: Number.isInteger(width) && width >= narrowest && width <= widest ? width : undefined,
    look: looks.find(([look]) => look === choices.look)?.[0] ?? 'light',
    pictures: choices.pictures ?? 'own',
    direction: choices.dir === 'rtl' ? 'rtl' : undefined,
  }
}
