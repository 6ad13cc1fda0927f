import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A project in a folder of its own. */
export interface Project {
  readonly folder: string
  write(files: Readonly<Record<string, string>>): Promise<void>
  remove(): Promise<void>
}

/** `tidings.yaml` of the project. */
export const configuration = `version: 1
source: shop
environments:
  local:
    database: \${DATABASE_URL}
    routes: { email: [catcher], sms: [catcher] }
  production:
    production: true
    database: \${DATABASE_URL}
    routes: { email: [catcher] }
providers:
  catcher: { kind: catcher, url: '\${TIDINGS_CATCHER_URL:-http://127.0.0.1:9}' }
categories:
  order-updates: { title: Order updates }
brands:
  main: { sender: { email: orders@fennel.example, name: Fennel, sms: Fennel } }
`

const template = `title: Order ready
category: order-updates
lane: transactional
steps: { all: [email, sms] }
locales: [en, de]
data:
  type: object
  required: [order]
  properties:
    order:
      type: object
      required: [id]
      properties: { id: { type: string } }
channels:
  email:
    subject: { en: 'Order {{ order.id }} is ready', de: 'Bestellung {{ order.id }} ist fertig' }
    preheader: { en: Come and fetch it today until eight in the evening, de: Holen Sie sie heute bis acht Uhr am Abend ab }
  sms: {}
`

const mail = (text: string): string => `<mjml>
  <mj-body>
    <mj-section>
      <mj-column>
        <mj-text>${text}</mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`

/** Files of the project. */
export const projectFiles: Readonly<Record<string, string>> = {
  'tidings.yaml': configuration,
  'templates/order-ready/template.yaml': template,
  'templates/order-ready/email.mjml': mail('Order {{ order.id }} waits for you.'),
  'templates/order-ready/email.de.mjml': mail('Bestellung {{ order.id }} wartet auf Sie.'),
  'templates/order-ready/sms.liquid': 'Fennel: order {{ order.id }} is ready.',
  'templates/order-ready/sms.de.liquid': 'Fennel: Bestellung {{ order.id }} ist fertig.',
  'templates/order-ready/samples/short.json': `{ "to": { "id": "cus_1", "email": "ann@example.com", "phone": "+4915112345678" }, "data": { "order": { "id": "A-17" } } }
`,
}

/** Makes a project with one template, and other files over it. */
export async function makeProject(files: Readonly<Record<string, string>> = {}): Promise<Project> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'tidings-cli-')))
  // Root's PostgreSQL runs as another user: where that one may not pass, its data lies elsewhere and outlives the folder.
  await chmod(folder, 0o711)
  const write = async (some: Readonly<Record<string, string>>): Promise<void> => {
    for (const [path, text] of Object.entries(some)) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), text)
    }
  }
  await write({ ...projectFiles, ...files })
  return { folder, write, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }) }
}
