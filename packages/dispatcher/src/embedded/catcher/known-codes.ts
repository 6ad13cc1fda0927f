/** What a well-known refusal code means: the text a provider sends with it, and whose fault it is. */
export interface KnownCode {
  readonly detail: string
  /** `address` only counts for `reject`; `rate` and `configuration` only for `defer`. */
  readonly fault?: 'address' | 'rate' | 'configuration'
}

/**
 * Codes that a rule may name without a text of its own: SMTP replies (RFC 5321 section 4.2.3), enhanced status codes
 * (RFC 3463), Twilio's error dictionary, HTTP status codes, and the names that push services use.
 */
export const knownCodes: Readonly<Record<string, KnownCode>> = {
  '421': { detail: 'service not available, closing transmission channel' },
  '450': { detail: 'mailbox busy' },
  '451': { detail: 'local error in processing' },
  '452': { detail: 'insufficient system storage' },
  '454': { detail: 'temporary authentication failure', fault: 'configuration' },
  '535': { detail: 'authentication credentials invalid', fault: 'configuration' },
  '550': { detail: 'mailbox unavailable' },
  '552': { detail: 'mailbox full' },
  '554': { detail: 'transaction failed' },
  '4.2.2': { detail: 'mailbox full' },
  '4.7.1': { detail: 'greylisted, try again later' },
  '5.1.1': { detail: 'no such mailbox', fault: 'address' },
  '5.1.2': { detail: 'no such domain', fault: 'address' },
  '5.2.1': { detail: 'mailbox disabled', fault: 'address' },
  '5.3.4': { detail: 'message too big' },
  '5.7.1': { detail: 'refused by policy' },
  '20003': { detail: 'authentication failed', fault: 'configuration' },
  '20429': { detail: 'too many requests', fault: 'rate' },
  '21211': { detail: 'not a valid phone number', fault: 'address' },
  '21610': { detail: 'recipient has opted out', fault: 'address' },
  '21611': { detail: 'sender queue full', fault: 'rate' },
  '21614': { detail: 'not a mobile number', fault: 'address' },
  '30001': { detail: 'queue overflow', fault: 'rate' },
  '30003': { detail: 'unreachable destination' },
  '30004': { detail: 'message blocked' },
  '30005': { detail: 'unknown destination', fault: 'address' },
  '30006': { detail: 'landline or unreachable carrier', fault: 'address' },
  '30007': { detail: 'filtered by the carrier' },
  '30008': { detail: 'unknown error at the carrier' },
  '400': { detail: 'bad request' },
  '401': { detail: 'credentials refused', fault: 'configuration' },
  '403': { detail: 'not allowed', fault: 'configuration' },
  '429': { detail: 'too many requests', fault: 'rate' },
  '500': { detail: 'internal error' },
  '503': { detail: 'service unavailable' },
  UNREGISTERED: { detail: 'app instance no longer registered', fault: 'address' },
  INVALID_ARGUMENT: { detail: 'malformed message' },
  UNAVAILABLE: { detail: 'service unavailable' },
  QUOTA_EXCEEDED: { detail: 'too many requests', fault: 'rate' },
}
