import type { RuleInForce } from '@tidings/dispatcher/embedded'
import { useState } from 'preact/hooks'

import { Picker } from './picker.js'
import { post } from './server.js'

/** Rules to begin with; the field takes any. */
const examples = ['defer 421 for 3', 'reject 550 until lifted', 'hang', 'drop', 'slow 500']

interface FaultRulesProps {
  readonly rules: readonly RuleInForce[]
  readonly changed: () => void
}

/** How the catcher fails: the rules in force, and a new one. */
export function FaultRules({ rules, changed }: FaultRulesProps) {
  const [rule, setRule] = useState('defer 421 for 3')
  const [channel, setChannel] = useState('')
  const [to, setTo] = useState('')
  const [problem, setProblem] = useState<string>()
  const send = (path: string, body: object): void => {
    post(path, body).then(
      () => {
        setProblem(undefined)
        changed()
      },
      (error: unknown) => setProblem(error instanceof Error ? error.message : String(error)),
    )
  }
  return (
    <div class="faults">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          send('set-rule', { rule, channel, to })
        }}
      >
        <label>
          Rule
          <input list="rule-examples" value={rule} onInput={(event) => setRule(event.currentTarget.value)} />
        </label>
        <datalist id="rule-examples">
          {examples.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
        <label>
          Address, * stands for any characters
          <input placeholder="every address" value={to} onInput={(event) => setTo(event.currentTarget.value)} />
        </label>
        <div class="row">
          <Picker
            label="Channel"
            value={channel}
            options={[['', 'every'], 'email', 'sms', 'push']}
            choose={setChannel}
          />
          <button type="submit">Put in force</button>
        </div>
        {problem !== undefined && (
          <p class="error" role="alert">
            {problem}
          </p>
        )}
      </form>
      <h2 class="section">In force</h2>
      {rules.length === 0 ? (
        <p class="padded dim">None: the catcher accepts everything.</p>
      ) : (
        <ul class="links">
          {rules.map((each) => (
            <li key={`${each.channel} ${each.to}`}>
              <code class="error">{each.rule}</code>
              <span class="row">
                <span class="dim">
                  {each.channel ?? 'every channel'}, {each.to ?? 'every address'}, met {each.met}
                  {each.left !== null && `, ${each.left} to go`}
                </span>
                <button type="button" onClick={() => send('clear-rules', { channel: each.channel, to: each.to })}>
                  Lift
                </button>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
