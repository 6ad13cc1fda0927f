import { readFile, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'

import type { Findings } from '../source/findings.js'

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
    const { size } = await stat(real)
    if (size > sourceLimit) {
      findings.add('TPL008', place, `${path} has ${size} bytes; ${sourceLimit} are allowed`)
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
    findings.add(
      'TPL008',
      { file: path, line: text.slice(0, nul).split('\n').length, column: 1 },
      `${path} holds a NUL`,
    )
  } catch {
    findings.add('TPL008', { file: path, line: 1, column: 1 }, `${path} is not UTF-8`, 'save it as UTF-8')
  }
  return undefined
}
