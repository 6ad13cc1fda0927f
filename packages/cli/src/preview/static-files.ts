import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
}

/** A file, to be served. */
export interface StaticFile {
  readonly type: string
  readonly bytes: Buffer
}

/**
 * Reads a file below a folder, whose kind is one of a page's or picture's.
 *
 * @param path of a URL, still encoded
 * @returns undefined where there is none, or where the path or a link leads out of the folder
 */
export async function readStatic(folder: string, path: string): Promise<StaticFile | undefined> {
  let decoded: string
  try {
    decoded = decodeURIComponent(path)
  } catch {
    return undefined
  }
  const parts = decoded.split('/').filter((part) => part !== '')
  const type = types[extname(decoded).toLowerCase()]
  if (type === undefined || parts.some((part) => part.startsWith('.') || /[\\\0:]/.test(part))) return undefined
  try {
    const [root, real] = await Promise.all([realpath(folder), realpath(join(folder, ...parts))])
    return real.startsWith(root + sep) ? { type, bytes: await readFile(real) } : undefined
  } catch {
    return undefined
  }
}
