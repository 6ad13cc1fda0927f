import { catcherKind } from './catcher/send.js'
import type { ProviderKind } from './provider-kind.js'
import { smtpKind } from './smtp/send.js'

/** All kinds of providers. A new one is a folder beside this file and a line here. */
export const providerKinds: Readonly<Record<string, ProviderKind>> = {
  catcher: catcherKind,
  smtp: smtpKind,
}
