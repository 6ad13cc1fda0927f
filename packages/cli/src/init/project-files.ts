/** Versions of what a project installs beside Tidings; those that the packages are tested with. */
const versions = {
  pg: '^8.23.1',
  tsx: '^4.23.15',
  typescript: '^7.0.2',
  '@types/node': '^20.19.43',
  '@types/pg': '^8.23.1',
} as const

/** What the files of a new project depend on. */
export interface ProjectChoices {
  /** Folder name made fit for package.json and as the emitter's name. */
  readonly name: string
  /** Starter templates that are copied. */
  readonly templates: readonly string[]
  /** Version of the packages, or where each lies as a tarball. */
  readonly packages: Readonly<Record<'sdk' | 'dispatcher' | 'cli', string>>
}

/** Files of a new project by path, without the templates. */
export function projectFiles(choices: ProjectChoices): Readonly<Record<string, string>> {
  return {
    'package.json': `${JSON.stringify(packageJson(choices), null, 2)}\n`,
    'tsconfig.json': tsconfig,
    'tidings.yaml': configuration(choices),
    'src/emit.ts': choices.templates.includes('order-shipped')
      ? emitOrder
      : emitPlain(choices.templates[0] ?? 'order-shipped'),
    '.gitignore': 'node_modules/\ndist/\nrenders/\n.tidings/\n',
  }
}

function packageJson({ name, packages }: ProjectChoices): object {
  return {
    name,
    private: true,
    type: 'module',
    engines: { node: '>=20.19' },
    scripts: {
      dev: 'tidings dev',
      generate: 'tidings generate',
      lint: 'tidings lint',
      check: 'tidings generate --check && tsc --noEmit',
      emit: 'node --env-file=.tidings/env --import tsx src/emit.ts',
    },
    dependencies: { '@tidings/sdk': packages.sdk, pg: versions.pg },
    devDependencies: {
      '@tidings/cli': packages.cli,
      '@tidings/dispatcher': packages.dispatcher,
      '@types/node': versions['@types/node'],
      '@types/pg': versions['@types/pg'],
      tsx: versions.tsx,
      typescript: versions.typescript,
    },
  }
}

const tsconfig = `{
  "compilerOptions": {
    "module": "nodenext",
    "target": "es2022",
    "lib": ["es2023", "esnext.disposable"],
    "types": ["node"],
    "strict": true,
    "skipLibCheck": true,
    "noEmit": true
  },
  "include": ["src"]
}
`

function configuration({ name }: ProjectChoices): string {
  return `# yaml-language-server: $schema=./node_modules/@tidings/dispatcher/schema/tidings.schema.json
version: 1
source: ${name}                     # who emits, for \`tidings emit\`; services name themselves

environments:
  local:                            # used unless --env says otherwise
    database: \${DATABASE_URL}       # \`tidings dev\` starts one and writes it to .tidings/env
    routes: { email: [catcher], sms: [catcher], push: [catcher] }
  production:
    production: true
    database: \${DATABASE_URL}
    routes: { email: [mailer] }     # later names in a list are fallbacks

providers:
  catcher: { kind: catcher, url: '\${TIDINGS_CATCHER_URL:-http://127.0.0.1:8025}' }
  mailer:
    kind: smtp
    host: \${SMTP_HOST:-smtp.example.com}
    port: 587
    user: \${SMTP_USER}
    password: \${SMTP_PASSWORD}

categories:
  order-updates: { title: Order updates }
  security: { title: Security }
  offers: { title: Menus and offers, marketing: true }

brands:
  main:
    name: Ladlewick
    sender: { email: hello@ladlewick.example, name: Ladlewick, sms: Ladlewick }
    unsubscribeBase: https://mail.ladlewick.example/unsubscribe
    assetBase: https://assets.ladlewick.example/mail   # where the folder that \`tidings publish\` writes is served
    variables:
      domain: ladlewick.example
      support_email: hello@ladlewick.example
      postal_address: Beispielhof 7, 10999 Berlin
`
}

const emitOrder = `import { createTidings } from '@tidings/sdk'
import { outbox } from '@tidings/sdk/postgres'
import pg from 'pg'

import { contracts } from './tidings.gen.js'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL })
const tidings = createTidings({ source: 'shop', transport: outbox(pool), contracts })

const order = { id: process.argv[2] ?? 'A-17', customer: 'cus_42' }
const client = await pool.connect()
try {
  await client.query('CREATE TABLE IF NOT EXISTS orders (id text PRIMARY KEY, customer text NOT NULL, shipped_at timestamptz)')

  // Both or neither: the intent becomes visible to the dispatcher in the moment the order is saved.
  await client.query('BEGIN')
  await client.query(
    'INSERT INTO orders (id, customer, shipped_at) VALUES ($1, $2, now()) ON CONFLICT (id) DO UPDATE SET shipped_at = now()',
    [order.id, order.customer],
  )
  const { id } = await tidings.emit(
    'order-shipped',
    {
      to: { id: order.customer, email: 'ann@example.com', locale: 'de', timeZone: 'Europe/Berlin' },
      data: {
        name: 'Ann',
        order: { id: order.id },
        parcel: { carrier: 'DHL', number: 'JJD0090012345', url: 'https://parcels.example/JJD0090012345' },
        arrival: { from: '2026-11-27T09:00:00Z', until: '2026-11-27T12:00:00Z' },
        items: [{ name: 'Lemon chicken', quantity: 2, price: { amount: 12.9, currency: 'EUR' } }],
        total: { amount: 25.8, currency: 'EUR' },
      },
    },
    { tx: client },
  )
  await client.query('COMMIT')
  console.log(\`order \${order.id} saved and emitted in one transaction   \${id}\`)
} catch (error) {
  await client.query('ROLLBACK')
  throw error
} finally {
  client.release()
  await tidings.close()
  await pool.end()
}
`

/** For a project without `order-shipped`: emits a sample of the first template. */
function emitPlain(template: string): string {
  return `import { readFile } from 'node:fs/promises'

import { createTidings } from '@tidings/sdk'
import { outbox } from '@tidings/sdk/postgres'
import pg from 'pg'

import { contracts } from './tidings.gen.js'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL })
const tidings = createTidings({ source: 'shop', transport: outbox(pool), contracts })

const sample = JSON.parse(await readFile('templates/${template}/samples/short.json', 'utf8'))
const { id } = await tidings.emit('${template}', { to: sample.to, data: sample.data })
console.log(\`emitted   \${id}\`)

await tidings.close()
await pool.end()
`
}
