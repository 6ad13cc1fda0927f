import type { Channel } from '@tidings/sdk'

import { parseRule, type RuleAction } from './rule.js'

/** A rule in force, as `GET /rules` lists it. */
export interface RuleInForce {
  /** Absent: every channel. */
  readonly channel?: Channel
  /** Address pattern, `*` stands for any characters. Absent: every address. */
  readonly to?: string
  /** The text as it was set. */
  readonly rule: string
  /** For how many more messages it holds; null: until it is lifted. */
  readonly left: number | null
  /** How many messages it has met. */
  readonly met: number
}

/** Which messages a rule is for. */
export interface RuleScope {
  readonly channel?: Channel
  readonly to?: string
}

/** The rules in force, newest first. They end with the process. */
export interface Rules {
  list(): readonly RuleInForce[]
  /**
   * Puts a rule in force; one with the same scope is replaced.
   *
   * @throws RuleError where the text is no rule.
   */
  set(scope: RuleScope, text: string): RuleInForce
  /** Lifts the rules of this scope, or all where it is empty. Returns how many. */
  clear(scope: RuleScope): number
  /** The action for a message, counted as met; undefined where no rule is for it. */
  meet(channel: Channel, to: string): RuleAction | undefined
}

const matcher = (pattern: string): ((to: string) => boolean) => {
  const source = pattern.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'))
  const expression = new RegExp(`^${source.join('.*')}$`, 'is')
  return (to) => expression.test(to)
}

interface Kept extends RuleInForce {
  readonly action: RuleAction
  readonly matches: (to: string) => boolean
}

/** Makes an empty set of rules. */
export const createRules = (): Rules => {
  let kept: readonly Kept[] = []
  const shown = ({ action: _action, matches: _matches, ...rule }: Kept): RuleInForce => rule
  const within = (scope: RuleScope) => (rule: Kept) => rule.channel === scope.channel && rule.to === scope.to

  return {
    list: () => kept.map(shown),

    set(scope, text) {
      const { action, times } = parseRule(text)
      const rule: Kept = {
        ...scope,
        rule: text.trim(),
        left: times,
        met: 0,
        action,
        matches: scope.to === undefined ? () => true : matcher(scope.to),
      }
      const same = within(scope)
      kept = [rule, ...kept.filter((other) => !same(other))]
      return shown(rule)
    },

    clear(scope) {
      const before = kept.length
      const all = scope.channel === undefined && scope.to === undefined
      const same = within(scope)
      kept = all ? [] : kept.filter((rule) => !same(rule))
      return before - kept.length
    },

    meet(channel, to) {
      const rule = kept.find((one) => (one.channel === undefined || one.channel === channel) && one.matches(to))
      if (!rule) return undefined
      const left = rule.left === null ? null : rule.left - 1
      const met: Kept = { ...rule, left, met: rule.met + 1 }
      kept = kept.flatMap((one) => (one !== rule ? [one] : left === 0 ? [] : [met]))
      return rule.action
    },
  }
}
