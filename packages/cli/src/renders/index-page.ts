/** A message on the page: what it is, and the files that it was written to. */
export interface IndexEntry {
  readonly template: string
  readonly sample: string
  readonly locale: string
  readonly channel: string
  /** What its reader sees first: the subject of a mail, the title of a push message, the text of an SMS. */
  readonly first: string
  /** Paths from the folder of the page, with `/`. */
  readonly files: readonly string[]
}

const style = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h2 { margin: 2rem 0 .5rem; font-size: 1.1rem }
table { border-collapse: collapse; width: 100% }
td { padding: .3rem .8rem .3rem 0; border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); vertical-align: top }
td:nth-child(4) { width: 50%; overflow-wrap: anywhere }
a { margin-right: .6rem }
`

/** A page that leads to every message, by template; it loads nothing. */
export function indexPage(project: string, entries: readonly IndexEntry[]): string {
  const templates = [...new Set(entries.map(({ template }) => template))]
  const sections = templates.map((template) => {
    const rows = entries.filter((entry) => entry.template === template).map(rowOf)
    return `<h2>${escaped(template)}</h2>\n<table>\n${rows.join('\n')}\n</table>`
  })
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Messages of ${escaped(project)}</title>
<style>${style}</style>
</head>
<body>
<h1>Messages of ${escaped(project)}</h1>
${sections.join('\n')}
</body>
</html>
`
}

function rowOf({ sample, locale, channel, first, files }: IndexEntry): string {
  const links = files.map((file) => {
    const address = file.split('/').map(encodeURIComponent).join('/')
    return `<a href="${address}">${file.slice(file.lastIndexOf('.') + 1)}</a>`
  })
  const cells = [sample, locale, channel, first].map((text) => `<td>${escaped(text)}</td>`)
  return `<tr>${cells.join('')}<td>${links.join('')}</td></tr>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`)
}
