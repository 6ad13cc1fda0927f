interface SmsPhoneProps {
  readonly from?: string
  readonly to: string
  readonly text: string
  readonly dark: boolean
}

/** A text message in its bubble. */
export function SmsPhone({ from, to, text, dark }: SmsPhoneProps) {
  const characters = [...text].length
  return (
    <div class={`phone${dark ? ' dark' : ''}`}>
      <p class="sender">{from ?? 'the number of the account'}</p>
      <p class="bubble" dir="auto">
        {text}
      </p>
      <p class="facts">
        {characters} {characters === 1 ? 'character' : 'characters'} · to {to}
      </p>
    </div>
  )
}
