/** Texts by name. */
export type Texts = Readonly<Record<string, string>>

/**
 * All that a template is made of, as plain data: what is compiled, hashed and published. Paths are relative to the
 * templates folder, with `/`. Line ends are LF.
 */
export interface TemplateSource {
  readonly name: string
  /** Text of template.yaml. */
  readonly yaml: string
  /** Bodies and the template's own partials, by file name: `email.mjml`, `sms.de.liquid`. */
  readonly files: Texts
  /** Shared pieces, by path: `_layouts/main.mjml`, `_partials/address.liquid`. */
  readonly partials: Texts
  /** Samples as JSON text, by name without ending. */
  readonly samples: Texts
}
