import type { At } from '../../render/program-data.js'
import type { RuleId } from '../rules.js'
import type { Facts } from './facts.js'
import type { Names } from './names.js'
import type { Shape } from './shape.js'

/** What is known about the value of an expression. */
export interface Value {
  readonly shape: Shape
  readonly missing: boolean
  /** Key in facts, of paths. */
  readonly key?: string
}

/** Reports something at a place of a program. */
export type Report = (rule: RuleId, at: At, message: string, hint?: string) => void

/** Where an expression is read. */
export interface ReadContext {
  readonly names: Names
  readonly facts: Facts
  readonly report: Report
}
