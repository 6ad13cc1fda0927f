export { createLog, type Log } from '../telemetry/log.js'
export { type Dispatcher, type DispatcherOptions, startDispatcher } from './start-dispatcher.js'
export { version } from './version.js'
