/** Texts by name. */
export type Texts = Readonly<Record<string, string>>

/** What one brand has instead of the shared pieces, by the same paths. */
export interface BrandSource {
  readonly partials: Texts
  readonly assets: Texts
}

/**
 * All that a template is made of, as plain data: what is compiled, hashed and published. Paths are relative to the
 * templates folder, with `/`. Line ends are LF.
 */
export interface TemplateSource {
  readonly name: string
  /** Text of template.yaml. */
  readonly yaml: string
  /** Bodies, the template's own partials and catalogues, by path: `email.mjml` or `email.html`, `sms.de.liquid`, `locales/de.yaml`. */
  readonly files: Texts
  /** Shared pieces, by path: `_layouts/main.mjml`, `_partials/address.liquid`, `_locales/de.yaml`. */
  readonly partials: Texts
  /** Hashes of the files of `_assets/`, by their path below it: `dishes/soup.png`. Absent: there are none. */
  readonly assets?: Texts
  /** The folders of `_brands/`, by the brand. Absent: there are none. */
  readonly brands?: Readonly<Record<string, BrandSource>>
  /** Samples as JSON text, by name without ending. */
  readonly samples: Texts
}
