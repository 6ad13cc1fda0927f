import { createFindings } from '../source/findings.js'
import { readSource } from './read-source.js'

/** A title on a line of its own, as nearly everybody writes it. */
const titleLine = /^title:[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\n#]*?))[ \t]*(?:#[^\n]*)?$/m

/**
 * What a template is called, by its first look alone: thousands of definitions are not parsed for a list.
 *
 * @returns the template's own name where no title can be read.
 */
export async function readTitle(folder: string, name: string): Promise<string> {
  const yaml = await readSource(folder, `${name}/template.yaml`, createFindings(name))
  return titleIn(yaml) ?? name
}

/** The title in the text of a template.yaml; undefined where there is none on a line of its own. */
export function titleIn(yaml: string | undefined): string | undefined {
  const [, double, single, plain] = titleLine.exec(yaml ?? '') ?? []
  const title = double ?? single ?? plain
  return title === undefined || title === '' ? undefined : title
}
