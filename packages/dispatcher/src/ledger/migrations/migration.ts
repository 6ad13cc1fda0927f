/** One step of the ledger's schema. Never edited once released: a change is a new step. */
export interface Migration {
  /** 1, 2, 3, ... without gaps. */
  readonly id: number
  readonly name: string
  /** Run in one transaction with `search_path = tidings`. */
  readonly sql: string
}
