/** `812 B`, `30.2 KB`. */
export function kilobytes(size: number): string {
  return size < 1000 ? `${size} B` : `${(size / 1000).toLocaleString('en-US', { maximumFractionDigits: 1 })} KB`
}

/** `14:02:11`, local time, of a moment in RFC 3339; with the day, `24 Nov 14:02`, where that is not today. */
export function timeOfDay(moment: string): string {
  const date = new Date(moment)
  if (date.toDateString() === new Date().toDateString()) return date.toLocaleTimeString('en-GB')
  const day = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })
  return `${day} ${date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}`
}
