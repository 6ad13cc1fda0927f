import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type WatchedProject, watchSaves } from '#cli/dev/watch-saves.js'
import type { ProjectWatchers } from '#cli/preview/watch-project.js'

import { makeProject, type Project } from '../support/project.js'

let project: Project
let saves: WatchedProject
let told: string[]
const failures: unknown[] = []
beforeEach(async () => {
  told = []
  project = await makeProject()
  const { folder } = project
  saves = await watchSaves({ templates: join(folder, 'templates'), file: join(folder, 'tidings.yaml') }, () => {})
})
afterEach(async () => {
  await saves.close()
  await project.remove()
})

/** Somebody who writes down what is told, and fails where it is asked to. */
const hearer = (name: string, fails = false): ProjectWatchers => ({
  templates: async (names, again) => {
    told.push(`${name} ${[...names].join(' ')}${again ? ' again' : ''}`)
    if (fails) throw new Error('cannot')
  },
  configuration: async (again) => {
    told.push(`${name} tidings.yaml${again ? ' again' : ''}`)
  },
  failed: (error) => failures.push(error),
})
/** Waits until these lines were told, in this order; a system may tell of one save twice. */
const heard = (lines: readonly string[]): Promise<void> =>
  expect.poll(() => [...new Set(told)], { timeout: 10_000 }).toEqual(lines)
const save = (path: string): Promise<void> => project.write({ [path]: `# ${told.length}\n` })

it('tells everybody of a save, the last who came first, whoever of them fails', async () => {
  saves.tell(hearer('publisher'))
  const preview = saves.tell(hearer('preview', true))
  await save('templates/order-ready/sms.liquid')
  await heard([
    'preview order-ready',
    'publisher order-ready',
    'preview order-ready again',
    'publisher order-ready again',
  ])
  expect(new Set(failures.map(String))).toEqual(new Set(['Error: cannot']))
  await preview.close()
  told = []
  await save('tidings.yaml')
  await heard(['publisher tidings.yaml', 'publisher tidings.yaml again'])
  told = []
  saves.lookAtConfiguration()
  await heard(['publisher tidings.yaml', 'publisher tidings.yaml again'])
})

it('watches another folder when the templates are elsewhere', async () => {
  saves.tell(hearer('publisher'))
  const elsewhere = join(project.folder, 'mails')
  await mkdir(join(elsewhere, 'hello'), { recursive: true })
  await saves.move(elsewhere)
  await save('templates/order-ready/sms.liquid')
  await writeFile(join(elsewhere, 'hello', 'sms.liquid'), 'Hello')
  await heard(['publisher hello', 'publisher hello again'])
})
