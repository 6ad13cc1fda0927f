import type { ErrorAnswer, TestSendAnswer } from '../../src/preview/answers.js'

/** How far a test message is: not sent yet, on its way, kept from being sent, or answered. */
export type TestSendState = 'open' | 'sending' | ErrorAnswer | TestSendAnswer

/** What the server's refusal says; its hint is the cause of the error. */
export function failureOf(error: unknown): ErrorAnswer {
  if (!(error instanceof Error)) return { error: String(error) }
  return { error: error.message, ...(typeof error.cause === 'string' ? { hint: error.cause } : {}) }
}

/** What came of a test message: nothing yet, what kept it from being sent, or what the provider said. */
export function TestSendResult({ state }: { readonly state: TestSendState }) {
  return (
    <div class="result" role="status">
      {typeof state === 'object' && ('error' in state ? <Failure {...state} /> : <Said {...state} />)}
    </div>
  )
}

function Failure({ error, hint }: ErrorAnswer) {
  return (
    <>
      <p class="error">
        <Words text={error} />
      </p>
      {hint !== undefined && (
        <p>
          <Words text={hint} />
        </p>
      )}
    </>
  )
}

function Said({ outcome, provider, code, detail, advice, tookMs }: TestSendAnswer) {
  const accepted = outcome === 'accepted'
  return (
    <>
      <p>
        <b class={accepted ? 'done' : 'error'}>{outcome}</b> by {provider} in {tookMs.toLocaleString('en-US')} ms
      </p>
      {(code ?? detail) !== undefined && <p class="said">{[code, detail].filter(Boolean).join('  ')}</p>}
      {advice !== undefined && (
        <p class="dim">
          <Words text={advice} />
        </p>
      )}
    </>
  )
}

/** A sentence of the server's, in which names stand between back quotes. */
function Words({ text }: { readonly text: string }) {
  return (
    <>
      {text.split('`').map((part, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place.
        index % 2 === 0 ? part : <code key={index}>{part}</code>,
      )}
    </>
  )
}
