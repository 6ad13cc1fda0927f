/** `1 message`, `2 messages`, `1,000,000 rows`. */
export function count(number: number, one: string, many: string = `${one}s`): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`
}

/** The last eight hex digits of an id: enough to name it on a command line. */
export function shortId(id: string): string {
  return id.slice(-8)
}

/** The first four digits of a template's hash, as people name versions. */
export function shortHash(hash: string): string {
  return hash.slice(0, 4)
}

/** `14:02:11.120`, local time. */
export function timeOfDay(at: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0')
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')
  return `${time}.${String(at.getMilliseconds()).padStart(3, '0')}`
}

/** As `timeOfDay` on the day of `reference`; on another day with its date: `2026-11-21 14:02:11.120`. */
export function moment(at: Date, reference: Date): string {
  if (at.toDateString() === reference.toDateString()) return timeOfDay(at)
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${timeOfDay(at)}`
}

/** Distance of local time from UTC, as `+01:00`. */
export function zoneOf(at: Date): string {
  const minutes = -at.getTimezoneOffset()
  const parts = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map((part) =>
    String(part).padStart(2, '0'),
  )
  return `${minutes < 0 ? '-' : '+'}${parts.join(':')}`
}

/** `34 ms`, `2.1 s`, `3 min`, `5 h`, `2 d`. */
export function span(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`
  if (ms < 3_600_000) return `${Math.round(ms / 60_000)} min`
  return ms < 172_800_000 ? `${Math.round(ms / 3_600_000)} h` : `${Math.round(ms / 86_400_000)} d`
}

/** `812 B`, `30.2 KB`, `2.1 MB`. */
export function bytes(size: number): string {
  if (size < 1_000) return `${size} B`
  return size < 1_000_000 ? `${(size / 1_000).toFixed(1)} KB` : `${(size / 1_000_000).toFixed(1)} MB`
}

/** `a***@example.com`, `+49151*****67`: enough to recognise an address that one knows. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@')
  if (at > 0) return `${address[0]}***${address.slice(at)}`
  if (/^\+\d{7,}$/.test(address)) {
    return `${address.slice(0, 6)}${'*'.repeat(address.length - 8)}${address.slice(-2)}`
  }
  return address.length > 8 ? `${address.slice(0, 4)}***${address.slice(-2)}` : '***'
}

/** An address as it is shown: masked, unless `--show-addresses` asks for it. */
export function shownAddress(address: string, showAddresses: boolean): string {
  return showAddresses ? address : maskAddress(address)
}

/** At most `length` characters, the last an ellipsis where something is left out. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`
}

/** Text from outside on one line, without anything that could steer a terminal. */
export function plain(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim()
}
