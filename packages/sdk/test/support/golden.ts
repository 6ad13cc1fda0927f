import { readdirSync, readFileSync } from 'node:fs'
import type { Intent } from '#sdk/intent.js'
import type { Issue } from '#sdk/issue.js'

const folder = new URL('../fixtures/intent-v1/', import.meta.url)

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as T
}

function readWires(kind: 'good' | 'bad'): readonly (readonly [name: string, wire: Buffer])[] {
  return readdirSync(new URL(`${kind}/`, folder))
    .sort()
    .map((file) => [file.replace(/\.json$/, ''), readFileSync(new URL(`${kind}/${file}`, folder))])
}

/** Wire messages that are intents. */
export const goodWires: readonly (readonly [name: string, wire: Buffer])[] = readWires('good')
/** Wire messages that are refused. */
export const badWires: readonly (readonly [name: string, wire: Buffer])[] = readWires('bad')
/** The intent in each good one. */
export const goodIntents: Readonly<Record<string, Intent>> = readJson('good.json')
/** All reasons for each bad one, without their texts. */
export const badReasons: Readonly<Record<string, readonly Pick<Issue, 'code' | 'path'>[]>> = readJson('bad.json')
/** The good ones that this SDK would have written in the same bytes. */
export const madeByTheSdk: readonly string[] = readJson('made-by-the-sdk.json')
