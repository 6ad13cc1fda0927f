import { InvalidArgumentError, Option } from 'commander'

/** A flag that may be given several times. */
export function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value]
}

/** A flag of names with commas between, which may be given several times. */
export function names(value: string, before: readonly string[] | undefined): readonly string[] {
  const given = value.split(',').map((name) => name.trim())
  return [...(before ?? []), ...given.filter((name) => name !== '')]
}

/**
 * Reads a whole number from `least`.
 *
 * @returns a parser of commander's, which throws `InvalidArgumentError`.
 */
export function wholeNumber(least: number): (value: string) => number {
  return (value) => {
    const number = Number(value)
    if (/^\d+$/.test(value) && number >= least) return number
    throw new InvalidArgumentError(`Expected a whole number from ${least}.`)
  }
}

/** `--channel` of every command that can be about one channel. */
export function channelOption(): Option {
  return new Option('--channel <channel>', 'only this channel').choices(['email', 'sms', 'push'])
}

/** `--assets` of the commands that compile what is to be sent. */
export function assetsOption(): Option {
  return new Option('--assets <folder>', 'folder for the pictures to upload. Default: .tidings/assets')
}

/** `--confirm` of every command that changes what production sends. */
export function confirmOption(): Option {
  return new Option('--confirm <environment>', 'name of the production environment, instead of being asked for it')
}
