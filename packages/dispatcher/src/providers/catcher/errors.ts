import { z } from 'zod'
import { redact } from '../../telemetry/redact.js'
import type { HttpResult } from '../http-call.js'
import type { Outcome } from '../outcome.js'

const text = z.string()

const reply = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('accepted'), ref: text.min(1) }),
  z.object({ outcome: z.literal('rejected'), code: text, detail: text, fault: z.literal('address').exactOptional() }),
  z.object({
    outcome: z.literal('deferred'),
    code: text,
    detail: text,
    fault: z.enum(['rate', 'configuration']).exactOptional(),
    retryAfterMs: z.number().exactOptional(),
  }),
])

const statusOf = { accepted: 201, rejected: 422, deferred: 503 } as const

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/**
 * What a call of the catcher has come to. Pure.
 *
 * The catcher keeps a message before it answers, so whatever is no answer of its own leaves open whether it has it;
 * only its refusal of the request as such (4xx with another body) says that it has not.
 */
export const classify = (result: HttpResult): Outcome => {
  switch (result.kind) {
    case 'unsent':
      return { outcome: 'interrupted', code: result.reason, detail: 'nothing was sent to the catcher' }
    case 'unanswered':
      return { outcome: 'unknown', code: result.reason, detail: 'sent to the catcher, which gave no complete reply' }
    case 'reply': {
      const { status } = result
      const body = parse(result.body)
      const answer = reply.safeParse(body)
      if (answer.success && statusOf[answer.data.outcome] === status) {
        const { data } = answer
        return 'detail' in data ? { ...data, detail: redact(data.detail) } : data
      }
      const code = String(status)
      if (status >= 400 && status < 500) {
        const said = z.object({ error: text }).safeParse(body)
        const detail = said.success ? redact(said.data.error) : 'what answers at the url is no catcher'
        return { outcome: 'deferred', code, detail, fault: 'configuration' }
      }
      return { outcome: 'unknown', code, detail: 'the reply is none of the catcher’s' }
    }
  }
}
