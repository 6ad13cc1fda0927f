import type { ClientSupport } from './client-support.js'

const families: Readonly<Record<string, string>> = {
  aol: 'AOL',
  'apple-mail': 'Apple Mail',
  gmx: 'GMX',
  hey: 'HEY',
  'ionos-1and1': 'IONOS',
  'mail-ru': 'Mail.ru',
  protonmail: 'Proton Mail',
  'samsung-email': 'Samsung Email',
  sfr: 'SFR',
  't-online-de': 'T-Online',
  'web-de': 'WEB.DE',
  'wp-pl': 'WP.pl',
}
const platforms: Readonly<Record<string, string>> = {
  android: 'for Android',
  'desktop-webmail': 'on the web',
  ios: 'for iOS',
  macos: 'for macOS',
  'mobile-webmail': 'on the mobile web',
  'outlook-com': 'on the web',
  windows: 'for Windows',
  'windows-mail': 'as Windows Mail',
}

/** How people call a client: `Gmail on the web`. */
export function clientWords(client: string): string {
  const [family = '', platform = ''] = client.split('.')
  return `${families[family] ?? family.charAt(0).toUpperCase() + family.slice(1)} ${platforms[platform] ?? platform}`
}

/** A list of at most three clients with the versions that were tested: `Outlook for Windows 2019, … and 2 more`. */
export function clientList(support: readonly ClientSupport[]): string {
  const names = support.map(({ client, version }) => {
    const tested = /^\d{4}-\d\d$/.test(version) ? `(tested ${version})` : version
    return `${clientWords(client)} ${tested}`.trim()
  })
  if (names.length <= 3) return names.join(names.length === 2 ? ' and ' : ', ').replace(/, (?=[^,]*$)/, ' and ')
  return `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
}
