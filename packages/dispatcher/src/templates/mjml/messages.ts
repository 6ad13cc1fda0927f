/** What the worker is asked. */
export interface MjmlRequest {
  readonly id: number
  /** Without Liquid and includes. */
  readonly mjml: string
}

/** Something that mjml does not like. */
export interface MjmlProblem {
  /** 1-based. */
  readonly line: number
  readonly message: string
  readonly element: string
}

/** Compiled MJML. */
export interface MjmlResult {
  readonly html: string
  readonly errors: readonly MjmlProblem[]
  /** mjml itself failed. */
  readonly crash?: string
}

/** What the worker answers. */
export interface MjmlReply extends MjmlResult {
  readonly id: number
}
