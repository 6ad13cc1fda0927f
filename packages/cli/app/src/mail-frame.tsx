import { useEffect, useRef } from 'preact/hooks'

import { preferScheme } from './colour-scheme.js'
import { type Inversion, invertLightness } from './lightness.js'

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
  /** CSS pixels; undefined: all there is. */
  readonly width: number | undefined
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
      if (direction !== undefined) inside.documentElement.dir = direction
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
    const observer = new ResizeObserver(() => {
      const frame = place.querySelector<HTMLIFrameElement>('iframe:not(.loading)')
      if (frame?.contentDocument?.body) {
        fitHeight(frame)
        tell.current(factsOf(frame.contentDocument))
      }
    })
    observer.observe(place)
    return () => observer.disconnect()
  }, [])

  return <div class="mail-place" ref={holder} style={width === undefined ? {} : { width: `${width}px` }} />
}

/** Makes a frame as high as what is in it. */
function fitHeight(frame: HTMLIFrameElement): void {
  const inside = frame.contentDocument
  if (inside === null) return
  const body = inside.body
  const style = inside.defaultView?.getComputedStyle(body)
  const margins = Number.parseFloat(style?.marginTop ?? '0') + Number.parseFloat(style?.marginBottom ?? '0')
  const height = Math.min(30_000, Math.max(240, Math.ceil(Math.max(body.offsetHeight, body.scrollHeight) + margins)))
  if (frame.style.height !== `${height}px`) frame.style.height = `${height}px`
}

function factsOf({ documentElement: root, images }: Document): Measured {
  return {
    overflow: Math.max(0, root.scrollWidth - root.clientWidth),
    blocked: [...images].filter(
      ({ src, naturalWidth }) => naturalWidth === 0 && /^https?:/.test(src) && !src.startsWith(`${location.origin}/`),
    ).length,
  }
}
