import type { Configuration } from '@tidings/dispatcher/config'
import { brandsOf, loadTemplate } from '@tidings/dispatcher/render'
import { readSamples } from '@tidings/dispatcher/templates'
import type { TestSent } from '@tidings/dispatcher/test-send'
import { type Channel, channels } from '@tidings/sdk'

import type { CommandContext } from '../command.js'
import { explain } from '../errors/explain.js'
import { loadProject } from '../project.js'
import { brandFor } from '../template-set.js'
import { deliverTest, type TestMessage } from '../test-send/deliver-test.js'
import { testAdvice } from '../test-send/test-advice.js'
import type { RenderAsked, TestSendAnswer, TestSendFacts, TestSendRoute } from './answers.js'
import { Refusal } from './guard.js'
import type { Piece } from './piece.js'
import { readData } from './view-template.js'

/** Sends what the page shows, to an address that is given there. */
export interface TestDesk {
  facts(piece: Piece): Promise<TestSendFacts>
  /** @param body the address, the channel and the confirmation; `asked` is what is shown. */
  send(piece: Piece, asked: RenderAsked, body: Readonly<Record<string, unknown>>): Promise<TestSendAnswer>
}

/** A page that asks for more in a minute is not used by a person. */
const perMinute = 12

/** HTTP statuses of what keeps a test message from being sent. */
const statuses: Readonly<Record<string, number>> = {
  'bad-address': 400,
  'recipient-guard': 403,
  'not-confirmed': 403,
  'no-route': 409,
  'provider-unusable': 409,
  'not-rendered': 409,
  configuration: 409,
}

/** Opens the desk. It reads the project's settings anew for each message, so that what was just allowed is. */
export function openTestDesk(context: CommandContext): TestDesk {
  const begun: number[] = []

  const takeTurn = (): void => {
    const since = performance.now() - 60_000
    while (begun[0] !== undefined && begun[0] < since) begun.shift()
    if (begun.length >= perMinute) {
      throw new Refusal(
        429,
        `${perMinute} test messages were sent in the last minute; send the next one a little later`,
      )
    }
    begun.push(performance.now())
  }
  /** Anything that has a code is the user's to mend. */
  const asked = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      const { code, message, lines, hint } = explain(error)
      const status = statuses[code]
      if (error instanceof Refusal || status === undefined) throw error
      throw new Refusal(status, [message, ...lines].join('; '), hint)
    }
  }

  return {
    facts: (piece) =>
      asked(async () => {
        const { testRoute, TestSendError } = await import('@tidings/dispatcher/test-send')
        const configuration = await loadProject(context, [], { told: true })
        const { name, production, allow } = configuration.environment
        const routeOf = (channel: Channel): TestSendRoute => {
          try {
            return testRoute(configuration, channel, piece.artefact?.lane ?? 'transactional')
          } catch (error) {
            if (!(error instanceof TestSendError)) throw error
            return { error: error.message, hint: error.hint }
          }
        }
        const wanted = channels.filter((channel) => piece.artefact?.steps.channels.includes(channel))
        const routes = Object.fromEntries(wanted.map((channel) => [channel, routeOf(channel)]))
        return { environment: name, production, allow, routes }
      }),
    send: (piece, what, { channel, to, confirmed }) =>
      asked(async () => {
        const meant = channels.find((each) => each === channel)
        if (meant === undefined || typeof to !== 'string')
          throw new Refusal(400, 'a test message has a channel and an address')
        const configuration = await loadProject(context, [], { told: true })
        const message = messageOf(configuration, piece, what)
        takeTurn()
        const confirm = (): Promise<boolean> => Promise.resolve(confirmed === true)
        return answerOf(
          await deliverTest(context, configuration, { ...message, channel: meant, to: to.trim(), confirm }),
        )
      }),
  }
}

/** The message that the page shows for these choices. */
function messageOf(
  configuration: Configuration,
  { name, source, artefact, errors }: Piece,
  asked: RenderAsked,
): Omit<TestMessage, 'channel' | 'to' | 'confirm'> {
  if (artefact === undefined || errors.length > 0) {
    throw new Refusal(409, `\`${name}\` does not compile; correct it, then send it`)
  }
  const template = loadTemplate(artefact)
  const samples = source === undefined ? [] : readSamples(source).samples
  const sample = samples.find((each) => each.name === asked.sample) ?? samples[0]
  const data = readData(asked.data ?? JSON.stringify(sample?.data ?? {}))
  if ('problem' in data) throw new Refusal(400, `the data ${data.problem.message}`)
  const [issue] = template.validate(data.value)
  if (issue !== undefined)
    throw new Refusal(400, `the data does not fit the schema: ${issue.path || '/'} ${issue.message}`)
  return {
    template,
    recipient: {
      ...sample?.to,
      ...(asked.locale === undefined ? {} : { locale: asked.locale }),
      ...(asked.timeZone === undefined ? {} : { timeZone: asked.timeZone }),
    },
    data: data.value,
    brand: brandFor(configuration, brandsOf(template, configuration.brands), asked.brand ?? sample?.brand),
  }
}

function answerOf(sent: TestSent): TestSendAnswer {
  const { provider, kind, outcome, tookMs } = sent
  const advice = testAdvice(sent)
  return {
    outcome: outcome.outcome,
    provider,
    kind,
    ...('code' in outcome ? { code: outcome.code } : {}),
    ...(outcome.detail === undefined || outcome.detail === '' ? {} : { detail: outcome.detail }),
    ...(advice === undefined ? {} : { advice }),
    tookMs: Math.round(tookMs),
  }
}
