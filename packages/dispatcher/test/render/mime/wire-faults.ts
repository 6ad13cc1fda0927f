/** What a strict or a lenient relay could stumble over in the bytes of a message; empty when there is nothing. */
export function wireFaults(raw: Uint8Array): readonly string[] {
  const text = Buffer.from(raw).toString('latin1')
  const faults: string[] = []
  if (/[^\t\r\n -~]/.test(text)) faults.push('a byte that is neither visible ASCII nor space, tab, CR or LF')
  if (/\r(?!\n)/.test(text)) faults.push('a bare CR')
  if (/(?<!\r)\n/.test(text)) faults.push('a bare LF')
  const bodyStart = text.indexOf('\r\n\r\n')
  for (const line of text.slice(0, bodyStart).split('\r\n')) {
    if (line.length > 998) faults.push(`a header line of ${line.length} bytes`)
    if (line.includes('=?') && line.length > 76) faults.push(`an encoded word on a line of ${line.length} bytes`)
    if (/^\s*$/.test(line)) faults.push('a blank header line')
    for (const [word] of line.matchAll(/=\?\S*\?=/g))
      if (word.length > 75) faults.push(`an encoded word of ${word.length} characters`)
  }
  for (const line of text.slice(bodyStart).split('\r\n')) {
    if (line.length > 76) faults.push(`a body line of ${line.length} bytes`)
    if (line.startsWith('.')) faults.push('a line that starts with a dot')
    if (/[ \t]$/.test(line)) faults.push('a line that ends in a blank')
  }
  return faults
}
