/** `812 B`, `30.2 KB`. */
export function kilobytes(size: number): string {
  return size < 1000 ? `${size} B` : `${(size / 1000).toLocaleString('en-US', { maximumFractionDigits: 1 })} KB`
}

/** `14:02:11`, local time, of a moment in RFC 3339. */
export function timeOfDay(moment: string): string {
  return new Date(moment).toLocaleTimeString('en-GB')
}
