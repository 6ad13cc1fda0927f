import { createHmac } from 'node:crypto'

/**
 * Address of one-click unsubscribe. The token is self-contained (version, category, recipient hash, MAC), so that it
 * works for years, after erasure, and without a row of its own. The same for every attempt.
 */
export function unsubscribeUrl(secret: Uint8Array, base: string, category: string, recipientHash: string): string {
  const payload = `1.${category}.${recipientHash}`
  const mac = createHmac('sha256', secret).update(`unsubscribe\u001f${payload}`).digest('base64url').slice(0, 22)
  return `${base}${base.endsWith('/') ? '' : '/'}${Buffer.from(payload).toString('base64url')}.${mac}`
}
