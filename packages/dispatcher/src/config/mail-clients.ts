/**
 * Mail clients whose behaviour lint knows, as `family.platform`: those that caniemail.com tests. Outlook for Windows is
 * the one that draws with Word; `outlook.outlook-com` is Outlook on the web.
 */
export const mailClients = [
  'aol.android',
  'aol.desktop-webmail',
  'aol.ios',
  'apple-mail.ios',
  'apple-mail.macos',
  'fastmail.desktop-webmail',
  'free-fr.desktop-webmail',
  'gmail.android',
  'gmail.desktop-webmail',
  'gmail.ios',
  'gmail.mobile-webmail',
  'gmx.android',
  'gmx.desktop-webmail',
  'gmx.ios',
  'hey.desktop-webmail',
  'ionos-1and1.android',
  'ionos-1and1.desktop-webmail',
  'laposte.android',
  'laposte.desktop-webmail',
  'laposte.ios',
  'mail-ru.desktop-webmail',
  'orange.android',
  'orange.desktop-webmail',
  'orange.ios',
  'outlook.android',
  'outlook.ios',
  'outlook.macos',
  'outlook.outlook-com',
  'outlook.windows',
  'outlook.windows-mail',
  'protonmail.android',
  'protonmail.desktop-webmail',
  'protonmail.ios',
  'rainloop.desktop-webmail',
  'samsung-email.android',
  'sfr.android',
  'sfr.desktop-webmail',
  'sfr.ios',
  't-online-de.desktop-webmail',
  'thunderbird.macos',
  'thunderbird.windows',
  'web-de.android',
  'web-de.desktop-webmail',
  'web-de.ios',
  'wp-pl.desktop-webmail',
  'yahoo.android',
  'yahoo.desktop-webmail',
  'yahoo.ios',
] as const

/** One of the mail clients that lint knows. */
export type MailClient = (typeof mailClients)[number]

/**
 * Clients that templates must work in where `lint.clients` says nothing: those that lead the public counts of opened
 * mails (https://www.litmus.com/email-client-market-share).
 */
export const defaultMailClients: readonly MailClient[] = [
  'apple-mail.ios',
  'apple-mail.macos',
  'gmail.android',
  'gmail.desktop-webmail',
  'gmail.ios',
  'outlook.macos',
  'outlook.outlook-com',
  'outlook.windows',
  'samsung-email.android',
  'yahoo.desktop-webmail',
]
