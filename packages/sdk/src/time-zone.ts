const known = new Map<string, boolean>()

// More than there are zones (about 600 with links); keeps a flood of wrong names from filling memory.
const knownMost = 2000

/** Whether this Node knows the zone. Asking `Intl` costs some 30 us, so answers are kept. */
export function isTimeZone(name: string): boolean {
  let answer = known.get(name)
  if (answer === undefined) {
    answer = ask(name)
    if (known.size >= knownMost) known.clear()
    known.set(name, answer)
  }
  return answer
}

function ask(name: string): boolean {
  // Offsets such as +02:00 are no names, though newer engines take them.
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
