import type { Output } from '../output.js'

/**
 * A message under construction: encoded bodies and verbatim lines. Lines are at most 76 bytes long and end in CRLF, none
 * starts with a dot, and no bare CR or LF gets through.
 */
export interface QuotedPrintable extends Output<Uint8Array> {
  /** Appends ASCII as it is: header lines, boundaries. The caller answers for its line ends. */
  verbatim(ascii: string): void
  /** Ends a body, so that the CRLF before the next boundary is not part of it. */
  endBody(): void
  /** Starts a message; what an unfinished one has written is forgotten. */
  begin(): void
  /**
   * Ends the message and answers it, for keeping. It is a view: its `buffer` holds other messages too, so that only the
   * view itself may be passed on.
   */
  finish(): Uint8Array
}

/** Content bytes of a line; the 76th is for the `=` of a soft break (RFC 2045 section 6.7, rule 5). */
const lineWidth = 75
/**
 * Messages lie one behind the other in shared pieces of memory, where they are written: a copy of each into memory of its own
 * costs more than writing it, as the allocator hands pages back and forth with the system. Holds some ten mails.
 */
const slabSize = 256 * 1024
/** A larger message gets memory of its own, so that one that is kept for long does not hold on to much more than itself. */
const largestShared = slabSize / 4

const equals = 0x3d
const cr = 0x0d
const lf = 0x0a
const space = 0x20
const tab = 0x09
const dot = 0x2e

const hexDigits = '0123456789ABCDEF'
const highDigit = Uint8Array.from({ length: 256 }, (_, byte) => hexDigits.charCodeAt(byte >> 4))
const lowDigit = Uint8Array.from({ length: 256 }, (_, byte) => hexDigits.charCodeAt(byte & 15))
/** 1 for each ASCII character that may stand for itself inside a line. */
const literal = Uint8Array.from({ length: 128 }, (_, code) =>
  code === tab || (code >= space && code < 127 && code !== equals) ? 1 : 0,
)

/**
 * Encodes a static piece of a template once, for `chunk`. It starts at column 0 and returns there, with a soft break
 * where the text itself does not end a line: so pieces can be put together in any order without looking at them again.
 */
export function encodeChunk(text: string): Uint8Array {
  chunks ??= createQuotedPrintable()
  chunks.begin()
  chunks.value(text)
  chunks.chunk(nothing)
  return new Uint8Array(chunks.finish())
}

const nothing = new Uint8Array(0)
let chunks: QuotedPrintable | undefined

/** What is being written, from `start` to `end`. A column beyond 0 means that the last line is still open. */
interface Draft {
  bytes: Buffer
  start: number
  end: number
  column: number
}

/** Makes a writer. What it hands out is never written again. */
export function createQuotedPrintable(): QuotedPrintable {
  const draft: Draft = { bytes: Buffer.allocUnsafeSlow(slabSize), start: 0, end: 0, column: 0 }
  return {
    value(text) {
      encode(draft, text)
    },
    chunk(chunk) {
      reserve(draft, chunk.length + 3)
      if (draft.column > 0) {
        draft.end = softBreak(draft.bytes, draft.end)
        draft.column = 0
      }
      draft.bytes.set(chunk, draft.end)
      draft.end += chunk.length
    },
    verbatim(ascii) {
      reserve(draft, ascii.length)
      draft.end += draft.bytes.write(ascii, draft.end, 'latin1')
    },
    endBody() {
      reserve(draft, 8)
      if (draft.column > 0) draft.end = closeBlank(draft.bytes, draft.end, draft.column)
      draft.column = 0
    },
    begin() {
      if (draft.bytes.length > slabSize) {
        draft.bytes = Buffer.allocUnsafeSlow(slabSize)
        draft.start = 0
      }
      draft.end = draft.start
      draft.column = 0
    },
    finish() {
      const { bytes, start, end } = draft
      if (end - start > largestShared) return new Uint8Array(bytes.subarray(start, end))
      draft.start = end
      return new Uint8Array(bytes.buffer, start, end - start)
    },
  }
}

/** Makes room for so many more bytes; where there is none, the message moves on to fresh memory. */
function reserve(draft: Draft, size: number): void {
  const { bytes, start, end } = draft
  if (end + size <= bytes.length) return
  const written = end - start
  draft.bytes = Buffer.allocUnsafeSlow(Math.max(slabSize, (written + size) * 2))
  draft.bytes.set(bytes.subarray(start, end))
  draft.start = 0
  draft.end = written
}

// Functions of the module rather than closures of each output, and the inner loop on its own: only then the engine takes
// the tables for constants and keeps the loop tight, which makes it three times as fast.
function encode(draft: Draft, text: string): void {
  const { length } = text
  // A UTF-16 unit becomes at most 9 bytes, and a soft break adds 3 to at least 64 of them.
  reserve(draft, length * 10 + 16)
  const { bytes } = draft
  let { end, column } = draft
  let index = 0
  while (index < length) {
    const copied = column === 0 && text.charCodeAt(index) === dot ? 0 : copyLiterals(bytes, end, text, index, column)
    end += copied
    column += copied
    index += copied
    if (index === length) break

    const code = text.charCodeAt(index)
    if (code === cr || code === lf) {
      if (column > 0) end = closeBlank(bytes, end, column)
      bytes[end++] = cr
      bytes[end++] = lf
      column = 0
      index += code === cr && index + 1 < length && text.charCodeAt(index + 1) === lf ? 2 : 1
      continue
    }
    // A character is never cut by a soft break: readers that decode line by line would show two broken halves.
    const point = pointAt(text, index)
    const width = point < 0x80 ? 3 : point < 0x800 ? 6 : point < 0x10000 ? 9 : 12
    if (column + width > lineWidth) {
      end = softBreak(bytes, end)
      column = 0
      if (point < 0x80 && literal[point] === 1) continue
    }
    end = point < 0x80 ? escapeByte(bytes, end, point) : escapePoint(bytes, end, point)
    column += width
    index += point < 0x10000 ? 1 : 2
  }
  draft.end = end
  draft.column = column
}

/** Copies characters that stand for themselves, up to the end of the line. Answers how many. */
function copyLiterals(target: Uint8Array, end: number, text: string, index: number, column: number): number {
  const count = Math.min(text.length - index, lineWidth - column)
  for (let offset = 0; offset < count; offset++) {
    const code = text.charCodeAt(index + offset)
    if (code > 127 || literal[code] === 0) return offset
    target[end + offset] = code
  }
  return count
}

/** The character at an index; U+FFFD for half a surrogate pair. */
function pointAt(text: string, index: number): number {
  const point = text.codePointAt(index) ?? 0
  return point >= 0xd800 && point <= 0xdfff ? 0xfffd : point
}

function softBreak(target: Uint8Array, at: number): number {
  target[at] = equals
  target[at + 1] = cr
  target[at + 2] = lf
  return at + 3
}

function escapeByte(target: Uint8Array, at: number, byte: number): number {
  target[at] = equals
  target[at + 1] = highDigit[byte] as number
  target[at + 2] = lowDigit[byte] as number
  return at + 3
}

function escapePoint(target: Uint8Array, start: number, point: number): number {
  let at = start
  if (point < 0x800) {
    at = escapeByte(target, at, 0xc0 | (point >> 6))
  } else {
    if (point < 0x10000) {
      at = escapeByte(target, at, 0xe0 | (point >> 12))
    } else {
      at = escapeByte(target, at, 0xf0 | (point >> 18))
      at = escapeByte(target, at, 0x80 | ((point >> 12) & 63))
    }
    at = escapeByte(target, at, 0x80 | ((point >> 6) & 63))
  }
  return escapeByte(target, at, 0x80 | (point & 63))
}

/** Escapes a space or tab that would end its line: relays strip those (RFC 2045 section 6.7, rule 3). */
function closeBlank(target: Uint8Array, at: number, column: number): number {
  const last = target[at - 1] as number
  if (last !== space && last !== tab) return at
  return escapeByte(target, column === lineWidth ? softBreak(target, at - 1) : at - 1, last)
}
