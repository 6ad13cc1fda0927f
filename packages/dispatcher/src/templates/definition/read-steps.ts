import type { Channel } from '@tidings/sdk'

import type { Steps } from '../../render/template.js'
import type { DefinitionReader } from './definition-reader.js'

/** Which channels are tried, and in which order; without `steps` all of them. */
export function readSteps(
  { valueAt, record, wrong }: DefinitionReader,
  present: readonly Channel[],
): Steps | undefined {
  if (valueAt(['steps']) === undefined) return { mode: 'all', channels: present }
  const given = record(['steps'], ['all', 'first'])
  if (given === undefined) return undefined
  const modes = (['all', 'first'] as const).filter((mode) => Object.hasOwn(given, mode))
  const [mode] = modes
  if (mode === undefined || modes.length > 1) {
    return wrong(['steps'], 'steps has either `all` or `first`', 'as { all: [email, push] } or { first: [sms, email] }')
  }
  const list = given[mode]
  if (!Array.isArray(list) || list.length === 0)
    return wrong(['steps', mode], `steps.${mode} must be a list of channels`)
  const ordered: Channel[] = []
  list.forEach((each: unknown, index) => {
    const channel = present.find((known) => known === each)
    if (channel === undefined) {
      wrong(
        ['steps', mode, index],
        `${JSON.stringify(each)} is no channel of this template`,
        `channels here are ${present.join(', ')}`,
      )
    } else if (ordered.includes(channel)) {
      wrong(['steps', mode, index], `the channel ${channel} is listed twice`)
    } else ordered.push(channel)
  })
  for (const channel of present) {
    if (!list.includes(channel))
      wrong(['steps', mode], `the channel ${channel} is in no step, so it would never be sent`)
  }
  return { mode, channels: ordered }
}
