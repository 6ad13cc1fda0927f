import { type Channel, channels, type Lane, type lanes } from '@tidings/sdk'

import type { BrandSettings, Category, Environment } from './configuration.js'
import type { BrandFile, EnvironmentFile, RouteFile } from './schema.js'

/** Fills in what an environment block leaves out. */
export function normaliseEnvironment(name: string, file: EnvironmentFile, database: string | undefined): Environment {
  const routes: Partial<Record<Channel, Readonly<Record<Lane, readonly string[]>>>> = {}
  for (const channel of channels) {
    const route = file.routes[channel]
    if (route) routes[channel] = perLane((lane) => routeOf(route, lane))
  }
  return { name, production: file.production ?? false, database, routes, allow: file.recipients?.allow ?? [] }
}

/** Fills in what a brand block leaves out. */
export function normaliseBrand(key: string, file: BrandFile): BrandSettings {
  const { email, name, replyTo, sms } = file.sender
  return {
    key,
    name: file.name ?? name,
    sender: { email, name, ...(replyTo === undefined ? {} : { replyTo }), ...(sms === undefined ? {} : { sms }) },
    variables: file.variables ?? {},
    ...(file.assetBase === undefined ? {} : { assetBase: file.assetBase.replace(/\/+$/, '') }),
    ...(file.unsubscribeBase === undefined ? {} : { unsubscribeBase: file.unsubscribeBase }),
  }
}

/** Fills in what a category block leaves out. */
export function normaliseCategory(name: string, file: { title: string; marketing?: boolean | undefined }): Category {
  return { name, title: file.title, marketing: file.marketing ?? false }
}

/** One value for each lane. */
export function perLane<T>(make: (lane: Lane) => T): Readonly<Record<Lane, T>> {
  return { critical: make('critical'), transactional: make('transactional'), bulk: make('bulk') } satisfies Record<
    (typeof lanes)[number],
    T
  >
}

/** The entries of a record, each made anew from its key and value. */
export function mapRecord<T, R>(
  record: Readonly<Record<string, T>>,
  make: (key: string, value: T) => R,
): Readonly<Record<string, R>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, make(key, value)]))
}

function routeOf(route: RouteFile, lane: Lane): readonly string[] {
  if ('length' in route) return route
  return route[lane] ?? route.default ?? []
}
