/** Red, green and blue, each 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number]

const named: Readonly<Record<string, string>> = {
  ...{ black: '#000', white: '#fff', red: '#f00', green: '#008000', blue: '#00f', navy: '#000080', gray: '#808080' },
  ...{ grey: '#808080', silver: '#c0c0c0', maroon: '#800000', purple: '#800080', fuchsia: '#f0f', lime: '#0f0' },
  ...{ olive: '#808000', yellow: '#ff0', teal: '#008080', aqua: '#0ff', orange: '#ffa500', pink: '#ffc0cb' },
  ...{ lightgray: '#d3d3d3', lightgrey: '#d3d3d3', darkgray: '#a9a9a9', darkgrey: '#a9a9a9', dimgray: '#696969' },
}

/** Reads an opaque colour of CSS; undefined for anything else: also one that lets through what lies behind. */
export function readColour(text: string): Colour | undefined {
  const value = text.trim().toLowerCase()
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/.exec(Object.hasOwn(named, value) ? (named[value] ?? '') : value)?.[1]
  if (hex !== undefined) {
    const long = hex.length === 6 ? hex : hex.replace(/./g, '$&$&')
    return [0, 2, 4].map((at) => Number.parseInt(long.slice(at, at + 2), 16)) as unknown as Colour
  }
  const [, red, green, blue] = /^rgb\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*\)$/.exec(value) ?? []
  return red === undefined ? undefined : [Number(red), Number(green), Number(blue)]
}

/** Contrast of two colours, 1 to 21, as WCAG 2.2 defines it (contrast ratio, relative luminance). */
export function contrastOf(a: Colour, b: Colour): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
