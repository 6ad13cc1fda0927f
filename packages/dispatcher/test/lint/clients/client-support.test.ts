import { spawnSync } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

import { expect, it } from 'vitest'

import { defaultMailClients, mailClients } from '#dispatcher/config/index.js'
import { clientNames } from '#dispatcher/lint/clients/client-data.js'
import { clientFeature, clientsWithout } from '#dispatcher/lint/clients/client-support.js'
import { clientList, clientWords } from '#dispatcher/lint/clients/client-words.js'
import { readDocument } from '#dispatcher/lint/document/lint-document.js'
import { clientDataDate, supportOf } from '#dispatcher/lint/index.js'

const data = new URL('../../../src/lint/clients/client-data.ts', import.meta.url)

it('holds what the data of caniemail.com says, written anew by: node scripts/client-support.mjs', () => {
  const script = fileURLToPath(new URL('../../../scripts/client-support.mjs', import.meta.url))
  expect(spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' })).toMatchObject({
    status: 0,
    stderr: '',
  })
})

it('carries the date and the licence of the data, in less than 60 KB', async () => {
  expect(await readFile(data, 'utf8')).toContain('MIT License')
  expect(clientDataDate).toMatch(/^\d{4}-\d\d-\d\d$/)
  expect((await stat(data)).size).toBeLessThan(60_000)
})

it('lets the configuration name the clients that the data has, and no others', () => {
  expect([...mailClients]).toEqual(clientNames.trim().split('\n'))
})

it('says of each client what it did when it was last tested', () => {
  const levels = (form: string, client: string) => clientFeature(form)?.support([client])
  expect(levels('display:flex', 'outlook.windows')).toEqual([
    { client: 'outlook.windows', level: 'no', version: '2019' },
  ])
  expect(levels('display:flex', 'apple-mail.ios')).toMatchObject([{ level: 'yes' }])
  expect(levels('.webp', 'gmail.desktop-webmail')).toMatchObject([{ level: 'partly' }])
  expect(levels('hidden=', 'aol.android')).toMatchObject([{ level: 'unknown' }])
  expect(levels('<svg>', 'no.client')).toMatchObject([{ level: 'unknown' }])
  expect(clientFeature('no-such-property:')).toBeUndefined()
})

it('takes the newest version where years and versions are mixed', () => {
  // Outlook for macOS 2016 showed custom properties; the version that replaced it, 16.80, does not.
  expect(clientsWithout('var()', ['outlook.macos'])).toMatchObject([{ version: '16.80' }])
})

it('knows every property, function and element that its rules ask for', () => {
  const forms = [
    'display:flex',
    'display:grid',
    'position:',
    'inset:',
    'object-fit:',
    'calc()',
    'rgba()',
    '0rem',
    '0vh',
  ]
  const more = ['>', '+', '~', '[]', '&', ':has', ':not', ':last-child', ':nth-child', '!important', 'hidden=', '<svg>']
  const rest = [
    '<video>',
    '<form>',
    '<input type=text>',
    '<link rel=stylesheet>',
    '.svg',
    '.webp',
    '.avif',
    'data:image',
  ]
  const all = [...forms, ...more, ...rest]
  expect(all.filter((form) => clientsWithout(form, mailClients).length === 0)).toEqual([])
})

it('calls clients as people do', () => {
  expect(clientWords('gmail.desktop-webmail')).toBe('Gmail on the web')
  expect(clientWords('apple-mail.ios')).toBe('Apple Mail for iOS')
  const of = (...clients: string[]) => clientList(clients.map((client) => ({ client, level: 'no', version: '2' })))
  expect(of('outlook.windows')).toBe('Outlook for Windows 2')
  expect(of('outlook.windows', 'gmail.ios')).toBe('Outlook for Windows 2 and Gmail for iOS 2')
  expect(of('outlook.windows', 'gmail.ios', 'hey.ios')).toBe('Outlook for Windows 2, Gmail for iOS 2 and HEY for iOS 2')
  expect(of('a.ios', 'b.ios', 'c.ios', 'd.ios')).toMatch(/ and 1 more$/)
})

it('makes a table of what a mail uses and what each client does with it', () => {
  const text = `<html><head><style>@media (prefers-color-scheme: dark) { a:hover { color: red } }</style></head>
<body><img src="a.webp" hidden><p style="display:flex;gap:4px">x</p></body></html>`
  const rows = supportOf([readDocument('email.html', text)], ['outlook.windows', 'apple-mail.macos'])
  const flex = rows.find(({ feature }) => feature === 'css-display-flex')
  expect(flex).toMatchObject({
    url: 'https://www.caniemail.com/features/css-display-flex/',
    form: 'display:flex',
    first: { line: 2, column: 42 },
    uses: 1,
    support: [{ level: 'no' }, { level: 'yes' }],
  })
  expect(rows.map(({ feature }) => feature)).toEqual(
    expect.arrayContaining([
      'css-at-media',
      'css-at-media-prefers-color-scheme',
      'css-pseudo-class-hover',
      'css-gap',
      'image-webp',
      'html-hidden',
    ]),
  )
  expect(rows.at(-1)?.support.filter(({ level }) => level === 'no')).toEqual([])
  expect(supportOf([readDocument('email.html', text)])[0]?.support).toHaveLength(defaultMailClients.length)
  const both = [readDocument('email.html', text), readDocument('email.de.html', text)]
  expect(supportOf(both).find(({ feature }) => feature === 'css-display-flex')?.uses).toBe(2)
})
