/// <reference lib="dom" />

import type { Page } from 'playwright-core'

/** What can be measured on a mail as a browser shows it. Lengths in CSS pixels. */
export interface ScreenFacts {
  /** By how much the page is wider than its window. */
  readonly overflow: number
  readonly texts: readonly TextFact[]
  readonly images: readonly ImageFact[]
  /** Heights of the links that look like buttons. */
  readonly buttons: readonly number[]
}

/** A piece of text that can be seen. */
export interface TextFact {
  readonly text: string
  readonly size: number
  /** WCAG contrast between its colour and the nearest opaque ground behind it. */
  readonly contrast: number
}

/** A picture, loaded or not. */
export interface ImageFact {
  readonly src: string
  /** Null where the attribute is missing. */
  readonly alt: string | null
  readonly loaded: boolean
  readonly height: number
  /** Contrast that its alternative text has while the picture is not there. */
  readonly contrast: number
}

/** Measures what the page shows now. */
export function measure(page: Page): Promise<ScreenFacts> {
  return page.evaluate(() => {
    type Colour = readonly [red: number, green: number, blue: number, alpha: number]
    const parse = (text: string): Colour => {
      const [red = 0, green = 0, blue = 0, alpha = 1] = (text.match(/[\d.]+/g) ?? []).map(Number)
      return [red, green, blue, alpha]
    }
    const luminance = (colour: Colour): number => {
      const [red = 0, green = 0, blue = 0] = colour.slice(0, 3).map((channel) => {
        const share = channel / 255
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    const groundOf = (start: Element): Colour => {
      for (let element: Element | null = start; element !== null; element = element.parentElement) {
        const ground = parse(getComputedStyle(element).backgroundColor)
        if (ground[3] === 1) return ground
      }
      return [255, 255, 255, 1]
    }
    const contrastOf = (element: Element): number => {
      const levels = [luminance(parse(getComputedStyle(element).color)), luminance(groundOf(element))]
      return (Math.max(...levels) + 0.05) / (Math.min(...levels) + 0.05)
    }
    const texts: { text: string; size: number; contrast: number }[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement
      const text = (node.textContent ?? '').trim()
      if (element === null || text === '' || !element.checkVisibility({ checkOpacity: true })) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const box = range.getBoundingClientRect()
      // A preheader is there for the list of mails and takes no room in the mail itself.
      const hidden = element.closest('[style*="max-height:0"], [style*="mso-hide"]') !== null
      if (hidden || box.width === 0 || box.height === 0) continue
      texts.push({ text, size: Number.parseFloat(getComputedStyle(element).fontSize), contrast: contrastOf(element) })
    }
    return {
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      texts,
      images: [...document.images].map((image) => ({
        src: image.src,
        alt: image.getAttribute('alt'),
        loaded: image.complete && image.naturalWidth > 0,
        height: image.getBoundingClientRect().height,
        contrast: contrastOf(image),
      })),
      buttons: [...document.querySelectorAll('.button a')].map((link) => link.getBoundingClientRect().height),
    }
  })
}

/** Distance from the top of the page to the end of a text; undefined where it cannot be seen. */
export function bottomOf(page: Page, text: string): Promise<number | undefined> {
  return page.evaluate((wanted) => {
    const squeeze = (value: string) => value.replace(/\s+/g, ' ')
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (!squeeze(node.textContent ?? '').includes(squeeze(wanted))) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const box = range.getBoundingClientRect()
      if (box.height > 0 && box.width > 0) return box.bottom + window.scrollY
    }
    return undefined
  }, text)
}
