/** `812 B`, `30.2 KB`. */
export function kilobytes(size: number): string {
  return size < 1000 ? `${size} B` : `${(size / 1000).toLocaleString('en-US', { maximumFractionDigits: 1 })} KB`
}
