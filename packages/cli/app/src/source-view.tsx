import type { Finding } from '@tidings/dispatcher/templates'

import type { SourceAnswer } from '../../src/preview/answers.js'
import { CodeView } from './code-view.js'
import { useEvents } from './events.js'
import { Picker } from './picker.js'
import { get } from './server.js'
import { useAnswer } from './use-answer.js'

interface SourceViewProps {
  readonly name: string
  /** Whose body is shown where no file is chosen. */
  readonly channel: string
  readonly locale: string
  readonly file: string | undefined
  readonly line: string | undefined
  readonly findings: readonly Finding[]
  readonly choose: (choices: Readonly<Record<string, string | undefined>>) => void
}

/** The files that a template is made of, with what lint says in their lines. */
export function SourceView({ name, channel, locale, file, line, findings, choose }: SourceViewProps) {
  const { value, problem, ask } = useAnswer(name, () => get<SourceAnswer>('source', { template: name }))
  useEvents((event) => {
    if ((event.kind === 'changed' && event.template === name) || event.kind === 'again') ask()
  })
  if (value === undefined) return problem === undefined ? null : <p class="notice error">{problem}</p>
  const shown =
    value.files.find(({ path }) => path === file) ?? bodyIn(value, `${name}/${channel}`, locale) ?? value.files[0]
  if (shown === undefined) return <p class="empty">The template has no files that can be read.</p>
  const ending = shown.path.slice(shown.path.lastIndexOf('.') + 1)
  return (
    <>
      <Picker
        label="File"
        value={shown.path}
        options={value.files.map(({ path }) => path)}
        choose={(path) => choose({ file: path, line: undefined })}
      />
      <CodeView
        text={shown.text}
        language={ending === 'mjml' || ending === 'html' ? 'markup' : ending === 'json' ? 'plain' : 'liquid'}
        label={shown.path}
        marks={findings.filter((finding) => finding.file === shown.path)}
        line={line === undefined ? undefined : Number(line)}
      />
    </>
  )
}

/** The body that a locale is rendered from: `email.de.mjml` for de-AT, where there is no nearer one. */
function bodyIn({ files }: SourceAnswer, start: string, locale: string): SourceAnswer['files'][number] | undefined {
  const parts = locale.split('-')
  const chain = parts.map((_, index) => `.${parts.slice(0, parts.length - index).join('-')}`)
  for (const tag of [...chain, '']) {
    const found = files.find(({ path }) => ['mjml', 'html', 'liquid'].some((end) => path === `${start}${tag}.${end}`))
    if (found !== undefined) return found
  }
  return undefined
}
