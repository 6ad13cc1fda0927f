import type { OutputFormat } from '../settings.js'
import type { Style } from './style.js'

/** Version of the JSON that commands print. A change that could break a reader raises it. */
const schemaVersion = 1

/** What a command found, once: every format is made from it. */
export interface Report {
  /** What it is about, as `templates`; `kind` in JSON. */
  readonly kind: string
  /** The answer as one JSON object. */
  readonly data: object
  /** Its elements, where it is a list: one line each in JSON Lines. Default: the answer itself, on one line. */
  readonly items?: readonly object[]
  /** For people. */
  readonly text: (style: Style) => readonly string[]
  /** Formats that only some commands have. */
  readonly also?: Readonly<Partial<Record<OutputFormat, () => readonly string[]>>>
}

type Reporter = (report: Report, style: Style) => readonly string[]

/** Version and kind first, and never those of the data. */
const envelope = (kind: string, data: object): object => Object.assign({ schemaVersion, kind }, data, { kind })

const line = (kind: string, item: object): string => JSON.stringify(envelope(kind, item))

const special =
  (format: OutputFormat): Reporter =>
  (report, style) =>
    report.also?.[format]?.() ?? report.text(style)

/** All formats of a report. */
export const reporters: Readonly<Record<OutputFormat, Reporter>> = {
  text: (report, style) => report.text(style),
  json: ({ kind, data }) => [JSON.stringify(envelope(kind, data), null, 2)],
  jsonl: ({ kind, data, items }) => (items ?? [data]).map((item) => line(kind, item)),
  github: special('github'),
  sarif: special('sarif'),
  junit: special('junit'),
}

/** One element of an answer that has no end, such as a list that is followed. */
export function streamedLine(format: OutputFormat, kind: string, item: object, text: () => string): string {
  return format === 'json' || format === 'jsonl' ? line(kind, item) : text()
}
