import { readFile, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'

import type { Findings } from '../source/findings.js'
import type { SourcePlace } from '../source/mapped-text.js'

/** Largest source file, in bytes. A mail of this size would be cut by every client. */
const sourceLimit = 512 * 1024

/**
 * Reads a file below the folder as text with LF line ends. A file that is missing, too large, not UTF-8, or whose real
 * path leaves the folder is a finding, and undefined.
 * @param path relative to the folder, with `/`
 */
export async function readSource(folder: string, path: string, findings: Findings): Promise<string | undefined> {
  const place = { file: path, line: 1, column: 1 }
  try {
    const [root, real] = await Promise.all([realpath(folder), realpath(join(folder, ...path.split('/')))])
    if (!real.startsWith(root.endsWith(sep) ? root : root + sep)) {
      findings.add('TPL006', place, `${path} is a link that leads out of the templates folder`, 'copy the file instead')
      return undefined
    }
    const status = await stat(real)
    // A pipe would never end, and a folder has no text.
    if (!status.isFile()) {
      findings.add('TPL008', place, `${path} is no file`, 'move what has this name out of the template')
      return undefined
    }
    if (status.size > sourceLimit) {
      findings.add(
        'TPL008',
        place,
        `${path} has ${status.size} bytes; ${sourceLimit} are allowed`,
        'put pictures behind addresses, and long texts into the data',
      )
      return undefined
    }
    return decode(await readFile(real), path, findings)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' && path.endsWith('/template.yaml')) {
      findings.add('TPL001', place, `there is no ${path}`, 'a folder that is no template starts with _')
    } else {
      findings.add('TPL008', place, `${path} cannot be read: ${code ?? String(error)}`)
    }
    return undefined
  }
}

function decode(bytes: Uint8Array, path: string, findings: Findings): string | undefined {
  try {
    // The decoder takes a byte order mark away.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n')
    const nul = text.indexOf('\0')
    if (nul === -1) return text
    findings.add('TPL008', placeIn(path, text, nul), `${path} holds a NUL`, 'save it as UTF-8 text')
  } catch {
    const [first, second] = bytes
    const wide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
    // What cannot be read becomes a replacement character, of which a file may hold some by itself.
    const text = new TextDecoder('utf-8').decode(bytes).replace(/\r\n?/g, '\n')
    const place = wide ? { file: path, line: 1, column: 1 } : placeIn(path, text, Math.max(0, text.indexOf('\ufffd')))
    findings.add('TPL008', place, `${path} is ${wide ? 'UTF-16' : 'not UTF-8'}`, 'save it as UTF-8')
  }
  return undefined
}

function placeIn(file: string, text: string, at: number): SourcePlace {
  const before = text.slice(0, at).split('\n')
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
