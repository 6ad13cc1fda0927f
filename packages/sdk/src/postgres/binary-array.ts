// PostgreSQL's binary array format (src/backend/utils/adt/arrayfuncs.c, array_recv): int32 dimensions, int32 "has
// nulls", uint32 element type, then per dimension int32 length and int32 lower bound, then per element int32 length
// and its bytes. All big-endian. No escaping and no parsing.
const headerBytes = 20
const int2Oid = 21
const textOid = 25

function writeHeader(target: Buffer, oid: number, length: number): void {
  target.writeInt32BE(1, 0)
  target.writeInt32BE(0, 4)
  target.writeInt32BE(oid, 8)
  target.writeInt32BE(length, 12)
  target.writeInt32BE(1, 16)
}

/** `int2[]` in PostgreSQL's binary format. `pg` passes a Buffer on as it is. */
export function int2Array(values: readonly number[]): Buffer {
  const target = Buffer.allocUnsafe(headerBytes + values.length * 6)
  writeHeader(target, int2Oid, values.length)
  let at = headerBytes
  for (const value of values) {
    target.writeInt32BE(2, at)
    at = target.writeInt16BE(value, at + 4)
  }
  return target
}

/** `text[]` in PostgreSQL's binary format, encoded as UTF-8, whatever the client encoding of the connection says. */
export function textArray(values: readonly string[]): Buffer {
  // Exact, not the three bytes that a UTF-16 unit may take: memory outside the heap is what drives garbage collection.
  let size = headerBytes
  for (const value of values) size += 4 + Buffer.byteLength(value)
  const target = Buffer.allocUnsafe(size)
  writeHeader(target, textOid, values.length)
  let at = headerBytes
  for (const value of values) {
    const length = target.write(value, at + 4, 'utf8')
    target.writeInt32BE(length, at)
    at += 4 + length
  }
  return target
}
