import type { SmsTravel } from '../../src/preview/answers.js'

interface SmsPhoneProps {
  readonly from?: string
  readonly to: string
  readonly text: string
  readonly travel: SmsTravel
  readonly dark: boolean
}

const counted = (number: number, one: string): string => `${number} ${number === 1 ? one : `${one}s`}`

/** A text message in its bubble, with a mark where each further segment begins. */
export function SmsPhone({ from, to, text, travel, dark }: SmsPhoneProps) {
  const { begins } = travel
  const facts = [
    counted([...text].length, 'character'),
    travel.encoding,
    counted(begins.length, 'segment'),
    `${travel.unused} left in the last`,
    `to ${to}`,
  ]
  return (
    <div class={`phone${dark ? ' dark' : ''}`}>
      <p class="sender">{from ?? 'the number of the account'}</p>
      <p class="bubble" dir="auto">
        {begins.map((begin, index) => (
          <span key={begin} class="segment" title={`segment ${index + 1} of ${begins.length}`}>
            {text.slice(begin, begins[index + 1])}
          </span>
        ))}
      </p>
      <p class="facts">{facts.join(' · ')}</p>
    </div>
  )
}
