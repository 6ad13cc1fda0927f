import { defaultMailClients } from '../../config/mail-clients.js'
import { clientFeatures, clientNames, clientVersions } from './client-data.js'

/** What a client does with a feature: shows it, shows some of it, ignores it, or nobody has tested it. */
export type SupportLevel = 'yes' | 'partly' | 'no' | 'unknown'

/** What a client did with a feature when it was last tested. */
export interface ClientSupport {
  /** As `gmail.ios`. */
  readonly client: string
  readonly level: SupportLevel
  /** Of the client, or the month of the test for clients without versions. Empty where it is supported or unknown. */
  readonly version: string
}

/** A feature of CSS or HTML, or an image format. */
export interface ClientFeature {
  /** Its name at caniemail.com. */
  readonly slug: string
  /** Where its tests and their notes stand. */
  readonly url: string
  /** Of each client asked about, in their order. */
  support(clients: readonly string[]): readonly ClientSupport[]
}

const levels: Readonly<Record<string, SupportLevel>> = { y: 'yes', a: 'partly', n: 'no', '.': 'unknown' }
const lines = (text: string): readonly string[] => text.trim().split('\n')

let features: ReadonlyMap<string, ClientFeature> | undefined

function readFeatures(): ReadonlyMap<string, ClientFeature> {
  const names = lines(clientNames)
  const versions = lines(clientVersions)
  return new Map(
    lines(clientFeatures).flatMap((line) => {
      const [slug = '', forms = '', cells = ''] = line.split(' ')
      const each = cells.match(/[an][0-9a-z]{2}|[y.]/g) ?? []
      const support = (client: string): ClientSupport => {
        const cell = each[names.indexOf(client)] ?? '.'
        const version = versions[Number.parseInt(cell.slice(1), 36)] ?? ''
        return { client, level: levels[cell.charAt(0)] ?? 'unknown', version }
      }
      const feature = {
        slug,
        url: `https://www.caniemail.com/features/${slug}/`,
        support: (clients: readonly string[]) => clients.map(support),
      }
      return forms.split('|').map((form): [string, ClientFeature] => [form.replaceAll('_', ' '), feature])
    }),
  )
}

/**
 * The feature that looks like this; undefined where nobody has tested it. CSS: `gap:`, `display:flex`, `calc()`, `0vh`
 * (a unit), `=initial` (a word), `@supports`, `@media(hover)`, `:hover`, `>`, `[]`, `&` (nesting), `!important`. HTML:
 * `<svg>`, `<input type=text>`, `hidden=`. Images: `.webp`, `data:image`.
 */
export function clientFeature(form: string): ClientFeature | undefined {
  features ??= readFeatures()
  return features.get(form)
}

/** Of the clients asked about, default the usual ones, those that ignore what looks like this. */
export function clientsWithout(
  form: string,
  clients: readonly string[] = defaultMailClients,
): readonly ClientSupport[] {
  return (
    clientFeature(form)
      ?.support(clients)
      .filter(({ level }) => level === 'no') ?? []
  )
}
