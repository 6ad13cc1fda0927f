export {
  renderSample,
  type SampleEmail,
  type SampleMessages,
  type SampleOptions,
} from './render-sample.js'
export { SampleError } from './sample-error.js'
