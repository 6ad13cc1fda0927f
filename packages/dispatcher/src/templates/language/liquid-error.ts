import type { Token } from 'liquidjs'

interface LiquidErrorLike {
  readonly token?: Token
  readonly originalError?: Error
}

/** The sentence and offset of an error that liquidjs threw while it parsed. */
export function liquidMessage(error: unknown): { readonly message: string; readonly offset: number } {
  const { token, originalError } = error as LiquidErrorLike
  const whole = originalError?.message ?? (error instanceof Error ? error.message : String(error))
  const plain = whole.replace(/, (?:file:.*?, )?line:\d+, col:\d+$/, '')
  return { message: reword(plain), offset: token?.begin ?? 0 }
}

/** liquidjs speaks of tags that are "not found" where one closes what is not open. */
function reword(message: string): string {
  // The parser calls itself for each level.
  if (/call stack/.test(message)) return 'blocks are nested too deep'
  const stray = /^tag "(end\w+|else|elsif|when)" not found$/.exec(message)?.[1]
  if (stray === undefined) return message
  return stray.startsWith('end')
    ? `\`${stray}\` closes a block that is not open here`
    : `\`${stray}\` stands outside of the block that it divides`
}
