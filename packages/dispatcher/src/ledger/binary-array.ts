/**
 * Arrays in PostgreSQL's binary wire format, as parameters: nothing is escaped or parsed, and the statement gets the
 * exact bytes. Against text literals admission of 500 intents runs a seventh to a third faster.
 */

const headerBytes = 20
const oids = { bool: 16, int8: 20, int2: 21, int4: 23, text: 25, bytea: 17, timestamptz: 1184, uuid: 2950 } as const
/** 2000-01-01 in ms since 1970: where PostgreSQL's timestamps count from, in microseconds. */
const epoch2000 = 946_684_800_000

const startArray = (oid: number, count: number, bytes: number, nulls: boolean): Buffer => {
  const buffer = Buffer.allocUnsafe(headerBytes + bytes)
  buffer.writeInt32BE(count === 0 ? 0 : 1, 0)
  buffer.writeInt32BE(nulls ? 1 : 0, 4)
  buffer.writeInt32BE(oid, 8)
  buffer.writeInt32BE(count, 12)
  buffer.writeInt32BE(1, 16)
  return count === 0 ? buffer.subarray(0, 12) : buffer
}

const fixedArray =
  <Value>(oid: number, width: number, write: (buffer: Buffer, value: Value, at: number) => void) =>
  (values: readonly (Value | null)[]): Buffer => {
    let nulls = 0
    for (let index = 0; index < values.length; index++) if (values[index] === null) nulls++
    const buffer = startArray(oid, values.length, values.length * 4 + (values.length - nulls) * width, nulls > 0)
    let at = headerBytes
    // biome-ignore lint/style/useForOf: an iterator allocates a result for each of a hundred values of a message.
    for (let index = 0; index < values.length; index++) {
      const value = values[index] ?? null
      if (value === null) {
        at = buffer.writeInt32BE(-1, at)
        continue
      }
      at = buffer.writeInt32BE(width, at)
      write(buffer, value, at)
      at += width
    }
    return buffer
  }

/** `smallint[]`. */
export const int2Array: (values: readonly (number | null)[]) => Buffer = fixedArray<number>(oids.int2, 2, (b, v, at) =>
  b.writeInt16BE(v, at),
)

/** `int[]`. */
export const int4Array: (values: readonly (number | null)[]) => Buffer = fixedArray<number>(oids.int4, 4, (b, v, at) =>
  b.writeInt32BE(v, at),
)

/** `bigint[]`. */
export const int8Array: (values: readonly (bigint | number | null)[]) => Buffer = fixedArray<bigint | number>(
  oids.int8,
  8,
  (b, v, at) => b.writeBigInt64BE(BigInt(v), at),
)

/** `boolean[]`. */
export const boolArray: (values: readonly (boolean | null)[]) => Buffer = fixedArray<boolean>(
  oids.bool,
  1,
  (b, v, at) => b.writeUInt8(v ? 1 : 0, at),
)

/** Timestamps have microseconds in 64 bits; a number holds them exactly, and costs no allocation. */
const highBits = 2 ** 32

/** `timestamptz[]` from ms since 1970. */
export const timestampArray: (values: readonly (number | null)[]) => Buffer = fixedArray<number>(
  oids.timestamptz,
  8,
  (b, v, at) => {
    const micros = (Math.round(v) - epoch2000) * 1000
    b.writeInt32BE(Math.floor(micros / highBits), at)
    b.writeUInt32BE(micros >>> 0, at + 4)
  },
)

/** Values of the hexadecimal digits by their code; no digit is worth more than 15. */
const digits = new Uint8Array(128).fill(255)
for (const spelling of ['0123456789abcdef', '0123456789ABCDEF'])
  for (const [value, digit] of [...spelling].entries()) digits[digit.charCodeAt(0)] = value

const writeUuid = (buffer: Buffer, text: string, start: number): void => {
  let at = start
  let worst = text.length === 36 ? 0 : 255
  for (let index = 0; index < 36; index += 2) {
    if (index === 8 || index === 13 || index === 18 || index === 23) index++
    const high = digits[text.charCodeAt(index)] ?? 255
    const low = digits[text.charCodeAt(index + 1)] ?? 255
    worst |= high | low
    buffer[at++] = (high << 4) | low
  }
  if (worst > 15) throw new Error(`"${text}" is no UUID`)
}

/** `uuid[]` from the usual 36 characters. */
export const uuidArray: (values: readonly (string | null)[]) => Buffer = fixedArray<string>(oids.uuid, 16, writeUuid)

/** `text[]`. NUL and lone surrogates must have been refused before: PostgreSQL would refuse the whole statement. */
export function textArray(values: readonly (string | null)[]): Buffer {
  let bytes = 0
  let nulls = false
  const lengths = new Int32Array(values.length)
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? null
    const length = value === null ? -1 : Buffer.byteLength(value)
    lengths[index] = length
    bytes += length === -1 ? 4 : 4 + length
    nulls ||= length === -1
  }
  const buffer = startArray(oids.text, values.length, bytes, nulls)
  let at = headerBytes
  for (let index = 0; index < values.length; index++) {
    const length = lengths[index] ?? -1
    at = buffer.writeInt32BE(length, at)
    if (length <= 0) continue
    const value = values[index] ?? ''
    // One byte for each character: plain ASCII, which is copied and not encoded.
    at += buffer.write(value, at, length, length === value.length ? 'latin1' : 'utf8')
  }
  return buffer
}

/** `bytea[]`. */
export function byteaArray(values: readonly Uint8Array[]): Buffer {
  const buffer = startArray(
    oids.bytea,
    values.length,
    values.reduce((sum, value) => sum + 4 + value.length, 0),
    false,
  )
  let at = headerBytes
  for (const value of values) {
    at = buffer.writeInt32BE(value.length, at)
    buffer.set(value, at)
    at += value.length
  }
  return buffer
}
