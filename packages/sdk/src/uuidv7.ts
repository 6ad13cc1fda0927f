import { randomFillSync } from 'node:crypto'

const poolBytes = 8 * 1024
const pool = new Uint8Array(poolBytes)
let used = poolBytes
let lastMs = 0
let counter = 0

const hex: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

function randomByte(): number {
  if (used === poolBytes) {
    randomFillSync(pool)
    used = 0
  }
  const byte = pool[used] ?? 0
  used += 1
  return byte
}

function hexByte(byte: number): string {
  return hex[byte & 0xff] ?? ''
}

/**
 * A UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, a counter of 12 bits, 62 random bits. Ids of one process rise
 * strictly, also within a millisecond and when the clock steps back (method 1 of section 6.2).
 */
export function uuidv7(now: number = Date.now()): string {
  if (now > lastMs) {
    lastMs = now
    // The top bit starts at 0, so that at least 2,048 more fit into the millisecond.
    counter = ((randomByte() & 0x07) << 8) | randomByte()
  } else if (counter === 0xfff) {
    lastMs += 1
    counter = 0
  } else {
    counter += 1
  }
  const high = Math.floor(lastMs / 0x1_0000)
  const low = lastMs & 0xffff
  return `${hexByte(high >>> 24)}${hexByte(high >>> 16)}${hexByte(high >>> 8)}${hexByte(high)}-${hexByte(low >>> 8)}${hexByte(low)}-7${(counter | 0x1000).toString(16).slice(1)}-${hexByte(0x80 | (randomByte() & 0x3f))}${hexByte(randomByte())}-${hexByte(randomByte())}${hexByte(randomByte())}${hexByte(randomByte())}${hexByte(randomByte())}${hexByte(randomByte())}${hexByte(randomByte())}`
}
