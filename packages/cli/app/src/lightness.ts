/**
 * How clients without a dark mode of the mail's own darken it: `partial` turns light grounds dark and dark texts light,
 * `full` turns every colour. An approximation: each client has its own thresholds and exceptions.
 */
export type Inversion = 'partial' | 'full'

/** Red, green and blue from 0 to 1, and how opaque. */
type Colour = readonly [red: number, green: number, blue: number, alpha: number]

const grounds = ['background-color'] as const
const inks = ['color', 'border-top-color', 'border-right-color', 'border-bottom-color', 'border-left-color'] as const

/** Turns the lightness of a document's colours. What has a colour of its own in a picture or gradient keeps it. */
export function invertLightness(document: Document, inversion: Inversion): void {
  const view = document.defaultView
  if (view === null) return
  const { documentElement: root } = document
  // All is read before anything is written: colours are inherited.
  const changes = [...document.querySelectorAll<HTMLElement>('html, body, body *')].map((element) => {
    const style = view.getComputedStyle(element)
    const turn = (name: string, isGround: boolean): readonly [string, string][] => {
      const colour = parseColour(style.getPropertyValue(name))
      if (colour === undefined || colour[3] === 0) return []
      const lightness = lightnessOf(colour)
      const turns = inversion === 'full' || (isGround ? lightness > 0.5 : lightness < 0.5)
      return turns ? [[name, turned(colour)]] : []
    }
    return {
      element,
      colours: [...grounds.flatMap((name) => turn(name, true)), ...inks.flatMap((name) => turn(name, false))],
    }
  })
  root.style.setProperty('background-color', '#121212')
  for (const { element, colours } of changes) {
    for (const [name, value] of colours) element.style.setProperty(name, value, 'important')
  }
}

function parseColour(text: string): Colour | undefined {
  const [red = Number.NaN, green = 0, blue = 0, alpha = 1] =
    /^rgba?\(([^)]*)\)$/
      .exec(text)?.[1]
      ?.split(/[ ,/]+/)
      .map(Number) ?? []
  return Number.isNaN(red) ? undefined : [red / 255, green / 255, blue / 255, alpha]
}

function lightnessOf([red, green, blue]: Colour): number {
  return (Math.max(red, green, blue) + Math.min(red, green, blue)) / 2
}

/** The colour of opposite lightness, with the same hue and as colourful. As known clients do, black becomes a dark grey. */
function turned(colour: Colour): string {
  const [red, green, blue, alpha] = colour
  const shift = 1 - 2 * lightnessOf(colour)
  const channel = (value: number): number => Math.round((0.07 + 0.91 * (value + shift)) * 255)
  return `rgba(${channel(red)}, ${channel(green)}, ${channel(blue)}, ${alpha})`
}
