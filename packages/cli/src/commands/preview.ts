import type { Command } from '../command.js'
import { exitCodes } from '../errors/error-table.js'
import { openUrl } from '../open-url.js'
import { usualPorts } from '../preview/usual-ports.js'
import { loadProject } from '../project.js'
import { checkTemplateNames } from '../template-set.js'
import type { PreviewTerminalInput } from './preview-terminal.js'

/** Input of `tidings preview`. */
export interface PreviewInput extends PreviewTerminalInput {
  /** In the terminal, in words, instead of a browser. */
  readonly terminal: boolean
  /** Default: 8026, or a free one where that is taken. */
  readonly port: number | undefined
  /** Whether a browser is opened. Default: where somebody sits at a terminal. */
  readonly open: boolean | undefined
}

/** Shows the templates in a browser, again with every file that is saved, until the signal. */
export const preview: Command<PreviewInput> = async (context, { terminal, port, open, ...input }) => {
  if (terminal) return (await import('./preview-terminal.js')).previewTerminal(context, input)
  const { name } = input
  const { output } = context
  const configuration = await loadProject(context, [])
  await checkTemplateNames(configuration, name === undefined ? [] : [name])
  const { openPreview } = await import('../preview/open-preview.js')
  const opened = await openPreview(context, { configuration }, port === undefined ? usualPorts : [port])
  try {
    const url = name === undefined ? opened.url : `${opened.url}/#/templates/${name}${choicesOf(input)}`
    output.result({
      kind: 'preview',
      data: { url },
      text: ({ paint }) => [`  preview ${paint('done', 'ready')}  ${paint('link', url)}`],
    })
    if (open ?? context.isInteractive) await openUrl(url)
    await untilAborted(context.signal)
    return exitCodes.interrupted
  } finally {
    await opened.close()
  }
}

/** What was asked for, as the page's address says it. */
function choicesOf({ sample, locale, brand }: PreviewTerminalInput): string {
  const given = Object.entries({ brand, locale, sample }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
