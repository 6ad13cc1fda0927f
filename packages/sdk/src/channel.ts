/** How a message travels. Receipts, suppressions and preferences are kept per channel. */
export type Channel = 'email' | 'sms' | 'push'

/** All channels, in the order of their codes in the ledger (1-based there; 0 means "not planned yet"). */
export const channels: readonly Channel[] = ['email', 'sms', 'push']
