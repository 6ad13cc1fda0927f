import { useEffect, useRef } from 'preact/hooks'

import { preferScheme } from './colour-scheme.js'
import { type Inversion, invertLightness } from './lightness.js'
import { mirror } from './mirror.js'
import type { Width } from './use-width.js'
import { WidthHandle } from './width-handle.js'

/** Heights of a frame, CSS pixels: room for a picture that is missing, and what browsers still paint. */
const lowest = 120
const highest = 30_000

/** How a mail is looked at. `dark` is the mail's own dark mode; the inversions are what some clients do to it. */
export type Look = 'light' | 'dark' | Inversion

/** What a mail in its frame says of itself. */
export interface Measured {
  /** Pixels that it is wider than its frame. */
  readonly overflow: number
  /** Pictures that were not loaded because they are on other servers. */
  readonly blocked: number
}

interface MailFrameProps {
  readonly src: string
  readonly title: string
  readonly width: Width
  readonly look: Look
  readonly direction: 'rtl' | undefined
  readonly measured: (facts: Measured) => void
}

/**
 * A mail, without rights. The next one loads unseen and takes the place of the one before when it is complete, as high as
 * its content: nothing jumps, and what was scrolled stays where it was.
 */
export function MailFrame({ src, title, width, look, direction, measured }: MailFrameProps) {
  const holder = useRef<HTMLDivElement>(null)
  const tell = useRef(measured)
  tell.current = measured

  useEffect(() => {
    const place = holder.current
    if (place === null) return
    const frame = document.createElement('iframe')
    frame.title = title
    frame.className = 'mail loading'
    frame.setAttribute('sandbox', 'allow-same-origin')
    frame.onload = () => {
      const inside = frame.contentDocument
      if (inside === null || inside.body === null) return
      if (direction === 'rtl') mirror(inside)
      preferScheme(inside, look === 'dark' ? 'dark' : 'light')
      if (look === 'partial' || look === 'full') invertLightness(inside, look)
      // A link would lead the frame away from the mail.
      inside.addEventListener('click', (event) => event.preventDefault())
      fitHeight(frame)
      tell.current(factsOf(inside))
      for (const before of place.querySelectorAll('iframe')) if (before !== frame) before.remove()
      frame.classList.remove('loading')
    }
    frame.src = src
    place.append(frame)
    // A frame that never came to be shown makes room; one that is shown stays until the next is.
    return () => {
      if (frame.classList.contains('loading')) frame.remove()
    }
  }, [src, title, look, direction])

  useEffect(() => {
    const place = holder.current
    if (place === null) return
    let before = place.clientWidth
    const observer = new ResizeObserver(() => {
      // Its height is ours.
      if (place.clientWidth === before) return
      before = place.clientWidth
      const frame = place.querySelector<HTMLIFrameElement>('iframe:not(.loading)')
      if (frame?.contentDocument?.body) {
        fitHeight(frame)
        tell.current(factsOf(frame.contentDocument))
      }
    })
    observer.observe(place)
    return () => observer.disconnect()
  }, [])

  const pixels = width.device.width
  return (
    <div class="mail-room" style={{ width: pixels === undefined ? '' : `${pixels}px` }}>
      <div class="mail-place" ref={holder} />
      <WidthHandle width={width} />
    </div>
  )
}

/** Makes a frame as high as what is in it. The body's own height says nothing: without a doctype it is the frame's. */
function fitHeight(frame: HTMLIFrameElement): void {
  const inside = frame.contentDocument
  const view = inside?.defaultView
  if (!inside || !view) return
  const content = inside.createRange()
  content.selectNodeContents(inside.body)
  const { marginBottom, paddingBottom } = view.getComputedStyle(inside.body)
  const below = Number.parseFloat(marginBottom) + Number.parseFloat(paddingBottom)
  const height = Math.ceil(content.getBoundingClientRect().bottom + view.scrollY + below)
  frame.style.height = `${Math.min(highest, Math.max(lowest, height))}px`
}

function factsOf({ documentElement: root, images }: Document): Measured {
  return {
    overflow: Math.max(0, root.scrollWidth - root.clientWidth),
    blocked: [...images].filter(
      ({ src, naturalWidth }) => naturalWidth === 0 && /^https?:/.test(src) && !src.startsWith(`${location.origin}/`),
    ).length,
  }
}
