import type { TemplateSource, Texts } from '../source.js'

/** `<!-- tidings-disable-next TPL403: reason -->`, which is for lint and nobody else. */
const disable = /<!--\s*tidings-disable(?:-next)?\b[\s\S]*?-->/g

/** The template without the HTML comments that are for lint: blanks stand in their place, so that no offset moves. */
export function hideDisables(source: TemplateSource): TemplateSource {
  const hide = (texts: Texts): Texts =>
    Object.fromEntries(
      Object.entries(texts).map(([file, text]) => [
        file,
        text.includes('tidings-disable') ? text.replace(disable, (comment) => comment.replace(/[^\n]/g, ' ')) : text,
      ]),
    )
  const hidden = { ...source, files: hide(source.files), partials: hide(source.partials) }
  if (source.brands === undefined) return hidden
  const brands = Object.entries(source.brands).map(([name, own]) => [name, { ...own, partials: hide(own.partials) }])
  return { ...hidden, brands: Object.fromEntries(brands) }
}
