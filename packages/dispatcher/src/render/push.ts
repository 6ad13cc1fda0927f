import type { PushArtefact } from './artefact.js'
import { runToLine } from './email.js'
import { checkUrl } from './escape.js'
import { loadProgram, type Program, runToText } from './program.js'
import { RenderError, ValueError } from './render-error.js'
import type { RenderedPush } from './rendered.js'
import type { Scope } from './scope.js'
import type { RenderRequest } from './template.js'

/** A push message of one template in one locale, loaded. */
export interface LoadedPush {
  render(request: RenderRequest, scope: Scope): RenderedPush
}

// An app may have any scheme of its own; these run code or read files where a web view follows them.
const dangerous: ReadonlySet<string> = new Set([
  'javascript',
  'data',
  'vbscript',
  'file',
  'blob',
  'about',
  'view-source',
])
const isLink = (scheme: string): boolean => !dangerous.has(scheme)
const isPicture = (scheme: string): boolean => scheme === 'https' || scheme === 'http'

const load = (data: PushArtefact['title']): Program<string> => loadProgram(data, (text) => text)

/** Loads a push message. Rendering throws `RenderError` where the data lacks something or an address is not allowed. */
export function loadPush(artefact: PushArtefact): LoadedPush {
  const title = load(artefact.title)
  const body = load(artefact.body)
  const image = artefact.image === undefined ? undefined : load(artefact.image)
  const link = artefact.link === undefined ? undefined : load(artefact.link)
  const collapseKey = artefact.collapseKey === undefined ? undefined : load(artefact.collapseKey)
  const { ttl, ios, android } = artefact
  const data = Object.entries(artefact.data).map(([name, program]) => [name, load(program)] as const)
  return {
    render({ address }, scope) {
      if (typeof address === 'string')
        throw new RenderError(scope.subject, 'a push message goes to a device, not to an address')
      return {
        channel: 'push',
        locale: scope.subject.locale,
        target: address,
        title: runToLine(title, scope),
        body: runToText(body, scope).trim(),
        ...(image === undefined ? {} : { image: url('image', image, scope, isPicture) }),
        ...(link === undefined ? {} : { link: url('link', link, scope, isLink) }),
        data: Object.fromEntries(data.map(([name, program]) => [name, runToText(program, scope)])),
        ttl,
        ...keyOf(collapseKey, scope),
        ...(ios === undefined ? {} : { ios }),
        ...(android === undefined ? {} : { android }),
      }
    },
  }
}

/** A key that comes out empty collapses nothing. */
function keyOf(program: Program<string> | undefined, scope: Scope): Pick<RenderedPush, 'collapseKey'> {
  const key = program === undefined ? '' : runToText(program, scope).trim()
  return key === '' ? {} : { collapseKey: key }
}

function url(slot: string, program: Program<string>, scope: Scope, allowed: (scheme: string) => boolean): string {
  const text = runToText(program, scope).trim()
  try {
    return checkUrl(text, allowed)
  } catch (error) {
    if (error instanceof ValueError) {
      throw new RenderError(scope.subject, `${slot}: ${error.message}`, { path: slot, cause: error })
    }
    throw error
  }
}
