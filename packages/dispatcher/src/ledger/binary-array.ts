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
    for (const value of values) if (value === null) nulls++
    const buffer = startArray(oid, values.length, values.length * 4 + (values.length - nulls) * width, nulls > 0)
    let at = headerBytes
    for (const value of values) {
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

/** `timestamptz[]` from ms since 1970. */
export const timestampArray: (values: readonly (number | null)[]) => Buffer = fixedArray<number>(
  oids.timestamptz,
  8,
  (b, v, at) => b.writeBigInt64BE(BigInt(Math.round(v) - epoch2000) * 1000n, at),
)

/** `uuid[]` from the usual 36 characters. */
export const uuidArray: (values: readonly (string | null)[]) => Buffer = fixedArray<string>(oids.uuid, 16, (b, v, at) =>
  b.write(v.replaceAll('-', ''), at, 16, 'hex'),
)

/** `text[]`. NUL and lone surrogates must have been refused before: PostgreSQL would refuse the whole statement. */
export function textArray(values: readonly (string | null)[]): Buffer {
  let bytes = 0
  let nulls = false
  const lengths = values.map((value) => {
    bytes += 4
    if (value === null) {
      nulls = true
      return -1
    }
    const length = Buffer.byteLength(value)
    bytes += length
    return length
  })
  const buffer = startArray(oids.text, values.length, bytes, nulls)
  let at = headerBytes
  values.forEach((value, index) => {
    const length = lengths[index] ?? -1
    at = buffer.writeInt32BE(length, at)
    if (value !== null) at += buffer.write(value, at, length, 'utf8')
  })
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
