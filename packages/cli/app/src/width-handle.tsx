import { useLayoutEffect, useRef, useState } from 'preact/hooks'

import { narrowest } from './device.js'
import type { Width } from './use-width.js'

/** Pixels of a press of an arrow with Shift, or of a page key. */
const bigStep = 20

const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  PageUp: bigStep,
  PageDown: -bigStep,
}

/** The edge of a mail, to be dragged by pointer, finger or keyboard. The mail stands in the middle and grows to both sides. */
export function WidthHandle({ width }: { readonly width: Width }) {
  const handle = useRef<HTMLDivElement>(null)
  const [room, setRoom] = useState({ now: 0, most: narrowest })
  const [from, setFrom] = useState<{ readonly x: number; readonly width: number }>()
  const { device, drag, done, reset } = width

  useLayoutEffect(() => {
    const mail = handle.current?.parentElement
    const stage = mail?.closest<HTMLElement>('.ground')
    if (!mail || !stage) return
    const measure = (): void => {
      const { paddingLeft, paddingRight } = getComputedStyle(stage)
      const most = stage.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight)
      setRoom({ now: mail.clientWidth, most: Math.floor(Math.max(most, mail.clientWidth)) })
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(stage)
    observer.observe(mail)
    return () => observer.disconnect()
  }, [])

  const to = (pixels: number): void => drag(Math.min(room.most, pixels))
  const pressed = (event: KeyboardEvent): void => {
    const step = steps[event.key]
    if (event.key === 'Home') to(narrowest)
    else if (event.key === 'End') to(room.most)
    else if (step !== undefined) to((device.width ?? room.now) + (event.shiftKey ? step * bigStep : step))
    else return
    event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule is no slider; this is the window splitter of ARIA.
    <div
      ref={handle}
      class={`width-handle${from === undefined ? '' : ' dragging'}`}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label="Width of the mail"
      aria-valuemin={narrowest}
      aria-valuemax={room.most}
      aria-valuenow={room.now}
      aria-valuetext={`${room.now} pixels`}
      title="Drag, or arrow keys; double click: as wide as the stage"
      onKeyDown={pressed}
      onKeyUp={done}
      onBlur={done}
      onDblClick={reset}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        setFrom({ x: event.clientX, width: room.now })
      }}
      onPointerMove={(event) => {
        if (from !== undefined) to(from.width + 2 * (event.clientX - from.x))
      }}
      onLostPointerCapture={() => {
        setFrom(undefined)
        done()
      }}
    >
      <span aria-hidden="true">{room.now} px</span>
    </div>
  )
}
