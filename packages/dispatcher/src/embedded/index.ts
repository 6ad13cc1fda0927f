export * from './catcher/index.js'
export { EmbeddedError, type EmbeddedErrorCode, embeddedErrorCodes, isEmbeddedError } from './embedded-error.js'
export * from './postgres/index.js'
export * from './state/index.js'
