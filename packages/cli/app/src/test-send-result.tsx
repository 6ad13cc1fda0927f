import type { TestSendAnswer } from '../../src/preview/answers.js'

interface TestSendResultProps {
  readonly state: 'open' | 'sending' | { readonly problem: string } | TestSendAnswer
}

/** What came of a test message: nothing yet, what kept it from being sent, or what the provider said. */
export function TestSendResult({ state }: TestSendResultProps) {
  return (
    <div class="result" role="status">
      {typeof state === 'object' && ('problem' in state ? <p class="error">{state.problem}</p> : <Said {...state} />)}
    </div>
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
      {advice !== undefined && <p class="dim">{advice}</p>}
    </>
  )
}
