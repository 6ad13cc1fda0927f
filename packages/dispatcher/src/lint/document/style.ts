import type { MarkupElement } from './markup.js'

/** A declaration, as `width: calc(100% - 20px)`. Offsets are into the document. */
export interface StyleDeclaration {
  /** In small letters. */
  readonly property: string
  /** As written, with its template tokens, without `!important`. */
  readonly value: string
  readonly important: boolean
  readonly begin: number
  readonly valueBegin: number
  /** Names of the functions in its value, in small letters: `calc`. */
  readonly functions: readonly string[]
  /** Units in its value, in small letters: `rem`. */
  readonly units: readonly string[]
  /** Words in its value, in small letters: `inherit`. */
  readonly words: readonly string[]
}

/** One of the selectors of a block. */
export interface StyleSelector {
  readonly text: string
  readonly begin: number
  /** What it is made of: combinators (`>`, `+`, `~`), `[]`, `*`, `&`, and pseudo-classes with one colon (`:hover`). */
  readonly parts: readonly string[]
}

/** Declarations that apply to the same elements. */
export interface StyleBlock {
  readonly declarations: readonly StyleDeclaration[]
  /** None for a `style` attribute. */
  readonly selectors: readonly StyleSelector[]
  /** The at-rules around it, outermost first. */
  readonly within: readonly StyleAtRule[]
  /** Whether it stands in another block. */
  readonly nested: boolean
  readonly begin: number
}

/** An at-rule, as `@media (max-width: 480px)`. */
export interface StyleAtRule {
  /** In small letters, without `@`. */
  readonly name: string
  readonly prelude: string
  readonly within: readonly StyleAtRule[]
  readonly begin: number
}

/** The CSS of one `style` attribute, `<style>` or `<mj-style>`. */
export interface Style {
  readonly element: MarkupElement
  /** Whether it is a `style` attribute. */
  readonly inline: boolean
  /** Whether clients get it as a style sheet: not an attribute, nor `<mj-style inline>`, which mjml writes into attributes. */
  readonly sheet: boolean
  readonly text: string
  readonly begin: number
  readonly blocks: readonly StyleBlock[]
  readonly atRules: readonly StyleAtRule[]
}
