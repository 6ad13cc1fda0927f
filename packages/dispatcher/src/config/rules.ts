import type { Path } from './document.js'
import { at, type Draft, isProduction, keysAt, routeLists, textsAt } from './draft.js'
import { parseDuration } from './duration.js'
import { suggest } from './suggest.js'

/** What a rule has to say about one place. */
export interface RuleFinding {
  readonly path: Path
  readonly severity: 'error' | 'warning'
  /** Whether the key or its value is meant. Default `value`. */
  readonly at?: 'key'
  readonly message: string
  readonly didYouMean?: string
  readonly hint?: string
}

/** One thing that must be true across settings. Pure; never throws, whatever the shape of the draft. */
export type Rule = (draft: Draft) => readonly RuleFinding[]

const meant = (word: string, candidates: Iterable<string>): { didYouMean?: string } => {
  const didYouMean = suggest(word, candidates)
  return didYouMean === undefined ? {} : { didYouMean }
}
const listed = (names: readonly string[]): string => (names.length === 0 ? 'none' : names.join(', '))

const environmentIsKnown: Rule = ({ tree, asked, environment }) => {
  const names = keysAt(tree, 'environments')
  if (names.length === 0 || environment !== undefined) return []
  const hint = `environments in this file: ${listed(names)}`
  if (asked === undefined) {
    const message = 'every environment is production, which is never the default'
    return [{ path: ['environments'], severity: 'error', message, hint: `name one with --env; ${hint}` }]
  }
  const message = `there is no environment "${asked}"`
  return [{ path: ['environments'], severity: 'error', message, ...meant(asked, names), hint }]
}

const oneProduction: Rule = ({ tree }) => {
  const [first, ...others] = keysAt(tree, 'environments').filter((name) => isProduction(tree, name))
  return others.map((name) => ({
    path: ['environments', name, 'production'],
    severity: 'error' as const,
    message: `environment "${name}" is flagged as production, and so is "${first}"`,
    hint: 'one file has one production environment; a second region is a file of its own',
  }))
}

const routesNameProviders: Rule = ({ tree }) => {
  const names = keysAt(tree, 'providers')
  return routeLists(tree).flatMap(({ channel, providers }) =>
    providers
      .filter(({ text }) => !names.includes(text))
      .map(({ text, path }) => {
        const guess = meant(text, names)
        const message = `route "${channel}" names provider "${text}", which is not configured`
        const hint = `providers in this file: ${listed(names)}`
        return { path, severity: 'error' as const, message, ...guess, ...(guess.didYouMean ? {} : { hint }) }
      }),
  )
}

const routesNameEachProviderOnce: Rule = ({ tree }) =>
  routeLists(tree).flatMap(({ channel, providers }) =>
    providers
      .filter(({ text }, index) => providers.findIndex((other) => other.text === text) < index)
      .map(({ text, path }) => ({
        path,
        severity: 'error' as const,
        message: `route "${channel}" names provider "${text}" twice`,
        hint: 'a fallback must be another provider',
      })),
  )

const kindsAreKnown: Rule = ({ tree, kinds }) => {
  if (!kinds) return []
  const known = Object.keys(kinds)
  return keysAt(tree, 'providers').flatMap((name) => {
    const kind = at(tree, 'providers', name, 'kind')
    if (typeof kind !== 'string' || known.includes(kind)) return []
    const message = `provider "${name}" is of the unknown kind "${kind}"`
    const hint = `kinds: ${listed(known)}`
    return [{ path: ['providers', name, 'kind'], severity: 'error' as const, message, ...meant(kind, known), hint }]
  })
}

const routesSuitTheChannel: Rule = ({ tree, kinds }) =>
  routeLists(tree).flatMap(({ channel, providers }) =>
    providers.flatMap(({ text, path }) => {
      const kind = at(tree, 'providers', text, 'kind')
      const channels =
        typeof kind === 'string' && kinds && Object.hasOwn(kinds, kind) ? kinds[kind]?.channels : undefined
      if (!channels || channels.some((served) => served === channel)) return []
      const message = `route "${channel}" names provider "${text}", whose kind ${kind} sends only ${channels.join(', ')}`
      return [{ path, severity: 'error' as const, message }]
    }),
  )

const guardHasCatcher: Rule = ({ tree }) => {
  const kinds = keysAt(tree, 'providers').map((name) => at(tree, 'providers', name, 'kind'))
  if (kinds.includes('catcher')) return []
  return keysAt(tree, 'environments')
    .filter((name) => !isProduction(tree, name))
    .map((name) => ({
      path: ['environments', name],
      severity: 'error' as const,
      at: 'key' as const,
      message: `environment "${name}" is not production, so it needs a provider of kind catcher for addresses that are not allowed`,
      hint: 'add `catcher: { kind: catcher, url: http://127.0.0.1:8025 }` to providers',
    }))
}

const allowedAddressesAreAddresses: Rule = ({ tree }) =>
  keysAt(tree, 'environments').flatMap((name) =>
    textsAt(tree, 'environments', name, 'recipients', 'allow')
      .filter(({ text }) => !/^(\*|[^\s@*]+)@[^\s@*]+$|^\+\d+\*?$|^\$\{/.test(text))
      .map(({ text, path }) => ({
        path,
        severity: 'error' as const,
        message: `"${text}" is no address pattern`,
        hint: 'use ann@example.com, *@example.com, +4915112345678 or +49*',
      })),
  )

const productionHasNoGuard: Rule = ({ tree }) =>
  keysAt(tree, 'environments')
    .filter((name) => isProduction(tree, name) && textsAt(tree, 'environments', name, 'recipients', 'allow').length > 0)
    .map((name) => ({
      path: ['environments', name, 'recipients'],
      severity: 'warning' as const,
      at: 'key' as const,
      message: `recipients.allow has no effect in production environment "${name}": messages reach everybody`,
    }))

const mainBrandExists: Rule = ({ tree }) => {
  const names = keysAt(tree, 'brands')
  if (names.includes('main') || at(tree, 'brands') === undefined) return []
  const message = 'there is no brand "main", which intents without a brand are dressed in'
  return [{ path: ['brands'], severity: 'error', at: 'key', message }]
}

const marketingCanBeLeft: Rule = ({ tree }) => {
  const marketing = keysAt(tree, 'categories').find((name) => at(tree, 'categories', name, 'marketing') === true)
  if (marketing === undefined) return []
  return keysAt(tree, 'brands')
    .filter((brand) => at(tree, 'brands', brand, 'unsubscribeBase') === undefined)
    .map((brand) => ({
      path: ['brands', brand],
      severity: 'warning' as const,
      at: 'key' as const,
      message: `brand "${brand}" has no unsubscribeBase, so mails of marketing category "${marketing}" cannot be sent in it`,
      hint: "add `unsubscribeBase: 'https://…'`",
    }))
}

const durationsFit: Rule = ({ tree }) =>
  keysAt(tree, 'policies').flatMap((lane) => {
    const ms = (...path: string[]): number | undefined => {
      const value = at(tree, 'policies', lane, ...path)
      return typeof value === 'string' ? parseDuration(value) : undefined
    }
    const expires = ms('expires')
    const deadline = ms('deadline')
    const base = ms('backoff', 'base')
    const max = ms('backoff', 'max')
    const findings: RuleFinding[] = []
    if (base !== undefined && max !== undefined && base > max) {
      const message = `backoff of lane "${lane}" starts above its maximum`
      findings.push({ path: ['policies', lane, 'backoff', 'base'], severity: 'error', message })
    }
    if (expires !== undefined && deadline !== undefined && deadline >= expires) {
      const message = `the call deadline of lane "${lane}" is not shorter than the life of its messages`
      findings.push({ path: ['policies', lane, 'deadline'], severity: 'error', message })
    }
    return findings
  })

const leaseCanBeKept: Rule = ({ tree }) => {
  const lease = at(tree, 'dispatcher', 'lease')
  const ms = typeof lease === 'string' ? parseDuration(lease) : undefined
  if (ms === undefined || (ms >= 1_000 && ms <= 60_000)) return []
  const message = 'dispatcher.lease must lie between 1s and 60s'
  const hint = 'below, a short pause looks like a crash; above, a crash delays messages by minutes'
  return [{ path: ['dispatcher', 'lease'], severity: 'error', message, hint }]
}

const lintRulesAreKnown: Rule = ({ tree, lintRules }) => {
  if (!lintRules) return []
  return keysAt(tree, 'lint', 'rules').flatMap((id) => {
    if (lintRules.adjustable.includes(id)) return []
    const found = { path: ['lint', 'rules', id], severity: 'error' as const, at: 'key' as const }
    if (lintRules.fixed.includes(id)) {
      return [{ ...found, message: `rule "${id}" is always an error: what breaks it does not compile` }]
    }
    const hint = '`tidings lint --rules` lists them'
    return [{ ...found, message: `there is no lint rule "${id}"`, ...meant(id, lintRules.adjustable), hint }]
  })
}

/** All rules across settings. A further one is a function above and a line here. */
export const rules: readonly Rule[] = [
  environmentIsKnown,
  oneProduction,
  routesNameProviders,
  routesNameEachProviderOnce,
  kindsAreKnown,
  routesSuitTheChannel,
  guardHasCatcher,
  allowedAddressesAreAddresses,
  productionHasNoGuard,
  mainBrandExists,
  marketingCanBeLeft,
  durationsFit,
  leaseCanBeKept,
  lintRulesAreKnown,
]
