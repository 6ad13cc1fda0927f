/** The bytes that a part in quoted-printable stands for, as our own writer makes it: escapes in capitals, CRLF line ends. */
export function decodeQuotedPrintable(part: Buffer): Buffer {
  const decoded = Buffer.allocUnsafe(part.length)
  let length = 0
  for (let at = 0; at < part.length; at++) {
    const byte = part[at] ?? 0
    if (byte !== 0x3d) decoded[length++] = byte
    else {
      const [high = 0, low = 0] = [part[at + 1], part[at + 2]]
      // `=` and a line end is a soft one.
      if (high !== 0x0d) decoded[length++] = (digit(high) << 4) | digit(low)
      at += 2
    }
  }
  return decoded.subarray(0, length)
}

/** Of `0` to `9` and `A` to `F`. */
const digit = (byte: number): number => (byte <= 0x39 ? byte - 0x30 : byte - 0x37)
