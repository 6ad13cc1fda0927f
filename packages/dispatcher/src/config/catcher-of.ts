import type { Configuration, ProviderSettings } from './configuration.js'

/** Where the recipient guard sends what may not leave: the first provider of kind `catcher`; undefined without one. */
export function catcherOf({ providers }: Pick<Configuration, 'providers'>): ProviderSettings | undefined {
  return Object.values(providers).find(({ kind }) => kind === 'catcher')
}
