import { unreadableFormat } from '../../render/artefact.js'
import { artefactHash } from '../artefact-hash.js'
import { contractHash } from '../contract-hash.js'
import { type Bundle, type BundledTemplate, bundleFormat, bundleLimit } from './bundle.js'
import { BundleError } from './bundle-error.js'
import { contentHash } from './encode-bundle.js'

const again = 'write it again with `tidings bundle`'

/**
 * Reads a bundle, and believes nothing that it says of itself: form, hash of the whole, and hash and contract of every
 * template are checked.
 *
 * @param where it came from, for messages.
 * @throws BundleError
 */
export function decodeBundle(bytes: Uint8Array, where: string): Bundle {
  const refuse = (reason: string, hint: string = again, cause?: unknown): BundleError =>
    new BundleError(`${where} ${reason}`, hint, cause === undefined ? undefined : { cause })
  if (bytes.byteLength > bundleLimit) throw refuse(`has ${bytes.byteLength} bytes; a bundle has at most ${bundleLimit}`)
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw refuse('is no bundle: it is not JSON in UTF-8', 'give the file that `tidings bundle` wrote', cause)
  }
  if (!isRecord(value) || value.kind !== 'tidings-bundle') {
    throw refuse('is no bundle', 'give the file that `tidings bundle` wrote')
  }
  if (value.format !== bundleFormat) {
    throw refuse(
      `has the format ${JSON.stringify(value.format) ?? 'nothing'}, and this version of Tidings reads format ${bundleFormat}`,
      'use the version of Tidings that wrote it, or write it again with this one',
    )
  }
  const { templates } = value
  if (!Array.isArray(templates)) throw refuse('has no list of templates')
  const sha256 = contentHash(templates.map((template) => JSON.stringify(template)))
  if (value.sha256 !== sha256) {
    throw refuse(
      `was changed or cut off: its content has the hash ${sha256.slice(0, 8)}, and it says ${String(value.sha256).slice(0, 8)}`,
      'fetch it again, or write it again with `tidings bundle`',
    )
  }
  const seen = new Set<string>()
  for (const [index, template] of templates.entries()) {
    const reason = wrongWith(template, seen)
    if (reason !== undefined) throw refuse(`has a template ${index + 1} of ${templates.length} that ${reason}`)
  }
  return { templates: templates as BundledTemplate[], sha256 }
}

/** Why this is no template; adds its name to those that were seen. */
function wrongWith(template: unknown, seen: Set<string>): string | undefined {
  if (!isRecord(template)) return 'is no object'
  const { artefact, source } = template
  if (!isRecord(artefact) || !isRecord(source)) return 'has no artefact or no source'
  const { name, hash, ...compiled } = artefact
  if (typeof name !== 'string' || !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)) return 'has no name'
  if (seen.has(name)) return `has the name ${name} of another one`
  seen.add(name)
  if (source.name !== name) return `is ${name}, with the source of another one`
  const unreadable = unreadableFormat(artefact)
  if (unreadable !== undefined) return `is ${name}; it ${unreadable}`
  for (const texts of ['files', 'partials', 'samples']) {
    if (!isTexts(source[texts])) return `has no ${texts} in its source (${name})`
  }
  const { yaml, files } = source as unknown as BundledTemplate['source']
  if (typeof yaml !== 'string') return `has no template.yaml in its source (${name})`
  if (!isRecord(artefact.schema) || artefact.contract !== contractHash(artefact.schema)) {
    return `does not have the contract that it says (${name})`
  }
  const own = artefactHash({ name, ...compiled } as Parameters<typeof artefactHash>[0], { yaml, files })
  return own === hash ? undefined : `does not have the hash that it says (${name})`
}

function isTexts(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every((text) => typeof text === 'string')
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
