import type { Configuration } from '@tidings/dispatcher/config'
import type { TestSend, TestSent } from '@tidings/dispatcher/test-send'

import type { CommandContext } from '../command.js'
import { loadProject } from '../project.js'

/** A test message, but for what the project says. */
export type TestMessage = Omit<TestSend, 'configuration' | 'now' | 'signal'>

/**
 * Sends a test message. Of the providers only the one that is used has to be complete.
 *
 * @param configuration of the project, as it was just read.
 * @throws ConfigurationError, TestSendError
 */
export async function deliverTest(
  context: CommandContext,
  configuration: Configuration,
  message: TestMessage,
): Promise<TestSent> {
  const { providerKinds, sendTest, testRoute } = await import('@tidings/dispatcher/test-send')
  const { channel, template } = message
  const { provider } = testRoute(configuration, channel, template.lane)
  const complete = await loadProject(context, [`provider ${provider}`], { kinds: providerKinds, told: true })
  return sendTest({ ...message, configuration: complete, now: context.clock(), signal: context.signal })
}
