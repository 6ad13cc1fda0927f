export { compareContracts } from './compare-contracts.js'
export type { Narrowing } from './narrowing.js'
