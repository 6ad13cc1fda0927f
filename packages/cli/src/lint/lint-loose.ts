import type { LintedTemplate, LintOptions } from '@tidings/dispatcher/lint'
import type { ReadTemplate, TemplateSource } from '@tidings/dispatcher/templates'

/** Whose it would be to say that an address in a sample is the company's own. */
const projectRules = { TPL409: 'off' } as const

/**
 * Lints templates that belong to no project. What `tidings.yaml` would say of categories and brands is taken from how they use
 * it: one that prints `unsubscribe_url` is marketing, and a variable of the brand is an address where one has to stand, else
 * a colour.
 */
export async function lintLoose(
  templates: readonly ReadTemplate[],
  options: Omit<LintOptions, 'categories' | 'brandVariables' | 'brands'>,
): Promise<readonly LintedTemplate[]> {
  const { lintTemplates } = await import('@tidings/dispatcher/lint')
  const brand = { ...options.brand, variables: standIns(templates) }
  const given = { ...options, brand, brands: {}, severities: { ...options.severities, ...projectRules } }
  const isMarketing = ({ source }: ReadTemplate): boolean =>
    textsOf(source).some((text) => /\bunsubscribe_url\b/.test(text))
  const marketing = templates.filter(isMarketing)
  const categories = Object.fromEntries(marketing.map(({ source }) => [categoryOf(source), { marketing: true }]))
  const linted = [
    ...(await lintTemplates(marketing, { ...given, categories })),
    ...(await lintTemplates(
      templates.filter((template) => !marketing.includes(template)),
      given,
    )),
  ]
  return linted.sort((a, b) => (a.name < b.name ? -1 : 1))
}

function textsOf(source: TemplateSource | undefined): readonly string[] {
  return source === undefined ? [] : [source.yaml, ...Object.values(source.files), ...Object.values(source.partials)]
}

function categoryOf(source: TemplateSource | undefined): string {
  return /^category:\s*["']?([^"'\s#]+)/m.exec(source?.yaml ?? '')?.[1] ?? ''
}

/** A value for each variable of the brand that the templates name. */
function standIns(templates: readonly ReadTemplate[]): Readonly<Record<string, string>> {
  const texts = [...new Set(templates.flatMap(({ source }) => textsOf(source)))].join('\n')
  const named = [...texts.matchAll(/\bbrand\.([A-Za-z_]\w*)/g)].map(([, name = '']) => [name, '#336699'] as const)
  const address = /(?:\b(?:href|src|background|background-url)\s*=\s*["']|url\(\s*["']?)\{\{-?\s*brand\.([A-Za-z_]\w*)/g
  const addresses = [...texts.matchAll(address)].map(([, name = '']) => [name, 'https://brand.example'] as const)
  return Object.fromEntries([...named, ...addresses])
}
