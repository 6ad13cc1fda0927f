import { mkdir, mkdtemp, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { watchFolders } from '#cli/preview/watch-folders.js'

let folder = ''
let watcher: { close(): void } | undefined
let told: string[] = []
let everTold: string[] = []
let failures: unknown[] = []
let waiting: (() => void)[] = []

/** Resolves when a path was told of since the last call. */
const hears = async (path: string): Promise<void> => {
  while (!told.includes(path)) {
    await new Promise<void>((resolve) => {
      waiting.push(resolve)
    })
  }
  told = []
}
const write = (path: string): Promise<void> => writeFile(join(folder, path), 'text')

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'tidings-watch-')))
  await mkdir(join(folder, 'watched/a/samples'), { recursive: true })
  await mkdir(join(folder, 'outside'))
  ;[told, everTold, failures, waiting] = [[], [], [], []]
})
afterEach(async () => {
  watcher?.close()
  await rm(folder, { recursive: true })
})

const start = async (): Promise<void> => {
  watcher = await watchFolders(join(folder, 'watched'), {
    changed: (path) => {
      told.push(path)
      everTold.push(path)
      for (const resolve of waiting.splice(0)) resolve()
    },
    failed: (error) => failures.push(error),
  })
}

describe('watching folders', () => {
  it('tells of files that are saved, at any depth', async () => {
    await start()
    await write('watched/a/template.yaml')
    await hears('a/template.yaml')
    await write('watched/a/samples/short.json')
    await hears('a/samples/short.json')
    await rm(join(folder, 'watched/a/samples/short.json'))
    await hears('a/samples/short.json')
    expect(failures).toEqual([])
  })

  it('follows a folder that is new, and one that takes the place of another', async () => {
    await start()
    await mkdir(join(folder, 'watched/b'))
    await hears('b')
    await mkdir(join(folder, 'watched/b/samples'))
    await hears('b/samples')
    await write('watched/b/samples/short.json')
    await hears('b/samples/short.json')

    await rm(join(folder, 'watched/a'), { recursive: true })
    await hears('a')
    await mkdir(join(folder, 'outside/ready/samples'), { recursive: true })
    await rename(join(folder, 'outside/ready'), join(folder, 'watched/a'))
    await hears('a')
    await write('watched/a/samples/long.json')
    await hears('a/samples/long.json')
    expect(failures).toEqual([])
  })

  it('hears a file that an editor puts in the place of another', async () => {
    await write('watched/a/email.mjml')
    await start()
    for (let round = 0; round < 3; round++) {
      await write('watched/a/.email.mjml.new')
      await rename(join(folder, 'watched/a/.email.mjml.new'), join(folder, 'watched/a/email.mjml'))
      await hears('a/email.mjml')
    }
  })

  it('follows no link that leads out of the folder', async () => {
    await symlink(join(folder, 'outside'), join(folder, 'watched/out'))
    await symlink(join(folder, 'watched/a'), join(folder, 'watched/alias'))
    await start()
    await write('outside/secret.txt')
    await write('watched/a/template.yaml')
    await hears('alias/template.yaml')
    expect(everTold.filter((path) => path.startsWith('out'))).toEqual([])
    expect(failures).toEqual([])
  })

  it('ends with a failure where the folder is not there', async () => {
    await expect(watchFolders(join(folder, 'nowhere'), { changed: () => {}, failed: () => {} })).rejects.toThrow(
      'ENOENT',
    )
  })
})
