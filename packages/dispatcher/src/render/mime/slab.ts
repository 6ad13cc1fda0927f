/** Holds some ten mails; small enough that one mail which is kept for long does not hold on to much. */
const slabSize = 256 * 1024

/**
 * Makes a function that copies bytes for keeping, one copy behind the other in shared pieces of memory. A piece of its
 * own for each mail costs more than writing the mail: the allocator hands pages back and forth with the system.
 *
 * The copies are views: their `buffer` holds other mails too, so that only the view itself may be passed on.
 */
export function createSlab(): (bytes: Uint8Array) => Uint8Array {
  let slab = Buffer.allocUnsafeSlow(slabSize)
  let end = 0
  return (bytes) => {
    const { length } = bytes
    if (length > slabSize / 4) return new Uint8Array(bytes)
    if (end + length > slabSize) {
      slab = Buffer.allocUnsafeSlow(slabSize)
      end = 0
    }
    slab.set(bytes, end)
    end += length
    return new Uint8Array(slab.buffer, end - length, length)
  }
}
