import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, onTestFinished, test } from 'vitest'

import { isRoot, makeProject, type Project } from './project.js'

function mount(project: Project, options: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', project.folder], { stdio: 'ignore' })
  } catch {
    return false
  }
  onTestFinished(() => void execFileSync('umount', ['-l', project.folder]))
  return true
}

function remount(project: Project, options: string): void {
  execFileSync('mount', ['-o', `remount,${options}`, project.folder])
}

test('a folder that may not be written is an error that says what, where, why and how to fix it', async () => {
  const project = makeProject({ ordinary: true })
  chmodSync(project.folder, 0o555)
  const { report } = await project.startElsewhere({ ordinary: true })

  expect(report.error).toEqual({
    code: 'StateUnwritable',
    message: `cannot make the folder ${project.state}: permission denied`,
    hint: 'Give this user the right to write there, or run in another folder.',
  })
  chmodSync(project.folder, 0o755)
})

test('a file in the place of the state folder is named', async () => {
  const project = makeProject()
  writeFileSync(project.state, '')
  await expect(project.start()).rejects.toMatchObject({
    code: 'StateUnwritable',
    message: `cannot make the folder ${project.state}: a file of this name is in the way`,
  })
})

test('a state folder in a project that does not exist is not made', async () => {
  const project = makeProject()
  const state = join(project.folder, 'no', 'such', '.tidings')
  await expect(project.start({ folder: state })).rejects.toMatchObject({
    code: 'StateUnwritable',
    message: `cannot make the folder ${state}: the folder above it does not exist`,
  })
})

describe.runIf(isRoot)('on a small disk', () => {
  test('that is full the start fails clearly, leaves nothing behind, and works once there is space', async (context) => {
    const project = makeProject()
    if (!mount(project, 'size=12m,mode=755')) context.skip('tmpfs cannot be mounted here')

    await expect(project.start()).rejects.toMatchObject({
      code: 'DiskFull',
      message: expect.stringContaining(`cannot make the data folder ${join(project.state, 'postgres')}: no space left`),
      hint: 'Free some space (PostgreSQL needs about 100 MB), or run in a folder on another disk.',
    })
    expect(existsSync(join(project.state, 'postgres'))).toBe(false)

    remount(project, 'size=400m')
    const postgres = await project.start()
    expect(postgres.source).toBe('bundled')
    await postgres.stop()
  })

  test('that is read-only the start fails clearly, before and after the first one', async (context) => {
    const project = makeProject()
    if (!mount(project, 'size=400m,mode=755')) context.skip('tmpfs cannot be mounted here')
    remount(project, 'ro')
    await expect(project.start()).rejects.toMatchObject({
      code: 'StateUnwritable',
      message: `cannot make the folder ${project.state}: the file system is read-only`,
    })

    remount(project, 'rw')
    mkdirSync(project.state, { mode: 0o700 })
    await (await project.start()).stop()
    remount(project, 'ro')
    await expect(project.start()).rejects.toMatchObject({
      code: 'StateUnwritable',
      message: expect.stringMatching(/: the file system is read-only$/),
    })
  })
})
