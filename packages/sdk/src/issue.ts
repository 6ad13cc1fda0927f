/** Why something in an intent is not as it must be. Stable: support and dashboards group by it. */
export type IssueCode =
  /** Not UTF-8, or not JSON. */
  | 'not-json'
  /** Not the CloudEvents envelope that is asked for. */
  | 'envelope'
  | 'missing'
  | 'wrong-type'
  | 'bad-format'
  /** Over a limit, which the message names. */
  | 'limit'
  /** A control character, a line break or an invisible character where none may be. */
  | 'control-character'
  /** U+0000, which PostgreSQL cannot store. */
  | 'nul'
  /** Half of a surrogate pair, which UTF-8 cannot carry. */
  | 'lone-surrogate'
  /** A member named `__proto__`. */
  | 'proto-key'
  /** A value that JSON cannot carry: a function, a BigInt, NaN, a Date, a cycle. */
  | 'not-plain'
  /** A member that this call does not know, most likely misspelt. */
  | 'unknown-member'
  /** A member that the format has reserved and that nothing serves yet. */
  | 'reserved'
  /** No e-mail address, phone number or push installation to send to. */
  | 'no-address'
  /** The template's contract asks for something else. */
  | 'contract'

/** One reason why an intent is refused. */
export interface Issue {
  readonly code: IssueCode
  /** JSON pointer (RFC 6901) into what was checked; empty for the whole. */
  readonly path: string
  /** A sentence without its subject, which is the path: `must be a string, is a number`. */
  readonly message: string
}

/** `/to/email must be ...`, or `the whole must be ...`. */
export function describeIssue(issue: Issue): string {
  return `${issue.path === '' ? 'the whole' : issue.path} ${issue.message}`
}
