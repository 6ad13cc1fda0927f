/** `order-shipped` becomes `OrderShipped`; what would begin with a digit gets a `T` in front. */
export function pascalCase(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  return /^[A-Z]/.test(joined) ? joined : `T${joined}`
}

/** Gives out type names, each once: where one is taken, the next gets a number. The same order gives the same names. */
export interface TypeNames {
  take(wanted: string): string
}

/** Starts with the names that the generated file has for itself. */
export function typeNames(reserved: readonly string[]): TypeNames {
  const taken = new Set(reserved)
  return {
    take(wanted) {
      let name = wanted
      for (let number = 2; taken.has(name); number += 1) name = `${wanted}${number}`
      taken.add(name)
      return name
    },
  }
}
