export { type Channel, channels } from './channel.js'
export type { Intent } from './intent.js'
export { type Lane, lanes } from './lane.js'
export type { PushTarget, Recipient } from './recipient.js'
