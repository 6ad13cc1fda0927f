import { CliError } from './cli-error.js'

/**
 * The error for a name that nothing has: what is wrong, which of the known names was probably meant, and a hint.
 *
 * @param what as in ``there is no template `order-shiped` ``.
 */
export async function unknownName(
  what: string,
  name: string,
  known: readonly string[],
  hint: string,
): Promise<CliError> {
  const { suggest } = await import('@tidings/dispatcher/config')
  const meant = suggest(name, known)
  return new CliError('not-found', meant === undefined ? what : `${what}; did you mean \`${meant}\`?`, { hint })
}
