export { type Bundle, type BundledTemplate, bundleFormat, bundleLimit } from './bundle.js'
export { BundleError } from './bundle-error.js'
export { decodeBundle } from './decode-bundle.js'
export { encodeBundle } from './encode-bundle.js'
