import type { At, Place } from '../../render/program-data.js'
import type { LocaleTexts } from '../locales/locale-texts.js'
import type { Findings } from '../source/findings.js'
import type { MappedText, SourcePlace } from '../source/mapped-text.js'

/** Finds the source of `{% render 'name' %}`; undefined where there is no such partial. */
export interface Partials {
  find(name: string): MappedText | undefined
  /** Names that can be rendered, for "did you mean". */
  readonly names: readonly string[]
  /** Whether a partial is HTML, which means nothing in a text that is sent as it is. Absent: none is. */
  isMarkup?(name: string): boolean
  /** Whether there are two of the name, as Liquid and as HTML. Absent: there are not. */
  isTwice?(name: string): boolean
}

/** Files of a program, in the order in which they were first named. */
export interface FileTable {
  readonly files: string[]
  at(place: SourcePlace): At
}

/** What parsing one text needs. */
export interface ParseContext {
  readonly findings: Findings
  readonly files: FileTable
  readonly partials: Partials
  /** Where outputs stand, as far as the parser can say; HTML is looked at afterwards. */
  readonly place: Place
  /** What `t` finds, and whose plurals `plural` uses. Absent: nothing, and English. */
  readonly texts?: LocaleTexts | undefined
}

/** An empty table of files. */
export function createFileTable(): FileTable {
  const files: string[] = []
  return {
    files,
    at({ file, line, column }) {
      let index = files.indexOf(file)
      if (index === -1) index = files.push(file) - 1
      return [index, line, column]
    },
  }
}

/** The place that an `At` stands for. */
export function sourcePlace(files: readonly string[], [file, line, column]: At): SourcePlace {
  return { file: files[file] ?? '', line, column }
}
