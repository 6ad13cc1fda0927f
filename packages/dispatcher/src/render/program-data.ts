/** Where in the author's files: index into the program's `files`, line and column (1-based). */
export type At = readonly [file: number, line: number, column: number]

/** A constant of the template. */
export type Literal = string | number | boolean | null

/** Operators that compare or join two values; semantics are Liquid's. */
export type Operator = '==' | '!=' | '>' | '<' | '>=' | '<=' | 'contains' | 'and' | 'or'

/** One step of a path: a name, an index, or a value computed from the data. */
export type Step = string | number | Expression

/** Something that has a value. */
export type Expression =
  | { readonly is: 'literal'; readonly value: Literal }
  /** The words `blank` and `empty`, which mean something only beside `==`, `!=` and `when`. */
  | { readonly is: 'blank' | 'empty' }
  | { readonly is: 'path'; readonly root: string; readonly steps: readonly Step[]; readonly at: At }
  | { readonly is: 'range'; readonly from: Expression; readonly to: Expression; readonly at: At }
  | { readonly is: 'operation'; readonly operator: Operator; readonly left: Expression; readonly right: Expression }
  | { readonly is: 'not'; readonly of: Expression }
  | { readonly is: 'filtered'; readonly of: Expression; readonly filters: readonly FilterCall[] }
  /** A text with values in it, from a catalogue. */
  | { readonly is: 'message'; readonly pieces: readonly (string | Expression)[]; readonly at: At }
  /** The form for a number, by the plural rules of the language that the forms are written in; there is always `other`. */
  | {
      readonly is: 'plural'
      readonly of: Expression
      readonly language: string
      readonly forms: Readonly<Record<string, Expression>>
      readonly at: At
    }

/** A filter with its arguments. */
export interface FilterCall {
  readonly name: string
  readonly arguments: readonly Expression[]
  readonly named: Readonly<Record<string, Expression>>
  readonly at: At
}

/**
 * How an output is escaped.
 * - `plain`: not at all (SMS, push, subject, text part).
 * - `html`: text and quoted attributes. `html-lines`: the same, with line ends as `<br />`. `html-once`: entities of
 *   the value are kept.
 * - `url`: the start of a URL attribute; the scheme is checked.
 * - `url-host`, `url-path`, `url-part`, `url-address`: inside a URL whose scheme the template states: host name, path,
 *   query or fragment, and what follows `mailto:` or `tel:`.
 * - `style`: a CSS value; only characters that cannot end it.
 * - `style-url`: the start of CSS `url(...)`; what follows a scheme there has the places of a URL.
 */
export type Place =
  | 'plain'
  | 'html'
  | 'html-lines'
  | 'html-once'
  | 'url'
  | 'url-host'
  | 'url-path'
  | 'url-part'
  | 'url-address'
  | 'style'
  | 'style-url'

/** One arm of `if`, `elsif` or `unless` (`negated`). */
export interface Branch {
  readonly test: Expression
  readonly negated?: true
  readonly body: readonly Instruction[]
}

/** One arm of `case`. */
export interface WhenBranch {
  readonly values: readonly Expression[]
  readonly body: readonly Instruction[]
}

/** A string is static text; everything else does something. */
export type Instruction =
  | string
  | { readonly do: 'output'; readonly value: Expression; readonly place: Place; readonly at: At }
  | {
      readonly do: 'if'
      readonly branches: readonly Branch[]
      readonly otherwise: readonly Instruction[]
      readonly at: At
    }
  | {
      readonly do: 'case'
      readonly value: Expression
      readonly branches: readonly WhenBranch[]
      readonly otherwise: readonly Instruction[]
      readonly at: At
    }
  | {
      readonly do: 'for'
      readonly name: string
      readonly over: Expression
      readonly offset?: Expression
      readonly limit?: Expression
      readonly reversed?: true
      readonly body: readonly Instruction[]
      readonly otherwise: readonly Instruction[]
      readonly at: At
    }
  | { readonly do: 'assign'; readonly name: string; readonly value: Expression; readonly at: At }
  | { readonly do: 'capture'; readonly name: string; readonly body: readonly Instruction[]; readonly at: At }
  /** A partial, inlined: sees its arguments and the reserved names only. */
  | {
      readonly do: 'partial'
      readonly name: string
      readonly arguments: Readonly<Record<string, Expression>>
      readonly body: readonly Instruction[]
      readonly at: At
    }

/** A compiled text: plain data, safe to store and to load anywhere. */
export interface ProgramData {
  /** The author's files, relative to the templates folder. */
  readonly files: readonly string[]
  readonly body: readonly Instruction[]
}
