import type { MessageView, ProjectAnswer, TemplateView } from '../../src/preview/answers.js'
import { Picker, Segments } from './picker.js'
import type { Route } from './route.js'
import { TestSend } from './test-send.js'
import { nextOf, useShortcuts } from './use-shortcuts.js'

const channelWords: Readonly<Record<string, string>> = { email: 'E-mail', sms: 'SMS', push: 'Push' }

const timeZones: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]

interface ContentPickersProps {
  readonly route: Route
  readonly project: ProjectAnswer | undefined
  readonly value: TemplateView | undefined
  readonly channels: readonly MessageView['channel'][]
  readonly channel: MessageView['channel'] | undefined
  readonly choose: (choices: Readonly<Record<string, string | undefined>>) => void
}

/** What is rendered: channel, sample, locale, brand, time zone, and a second locale beside it. */
export function ContentPickers({ route, project, value, channels, channel, choose }: ContentPickersProps) {
  const { sample = '', locale = '', locales = [], samples = [], brand = 'main', timeZone = 'UTC' } = value ?? {}
  const brands = value?.brands ?? project?.brands ?? []
  const compare = route.choices.compare ?? ''
  const others = locales.filter((each) => each !== locale)
  // Data of one sample is nothing for another.
  const setSample = (next: string | undefined): void => choose({ sample: next, data: undefined })
  useShortcuts({
    c: () => choose({ channel: nextOf(channels, channel) }),
    s: () => setSample(nextOf(samples, sample)),
    l: () => choose({ locale: nextOf(locales, locale) }),
    b: () => choose({ brand: nextOf(brands, brand) }),
    x: () => choose({ compare: compare === '' ? others[0] : undefined }),
  })
  return (
    <div class="bar">
      <Segments
        label="Channel"
        value={channel ?? ''}
        options={channels.map((each) => [each, channelWords[each] ?? each] as const)}
        choose={(next) => choose({ channel: next })}
      />
      <Picker shrinks label="Sample" value={sample} options={samples} choose={setSample} />
      <Picker bare label="Locale" value={locale} options={locales} choose={(next) => choose({ locale: next })} />
      {locales.length > 1 && (
        <Picker
          bare
          label="Beside"
          value={compare}
          options={[['', 'alone'], ...others.map((each) => [each, `beside ${each}`] as const)]}
          choose={(next) => choose({ compare: next })}
        />
      )}
      {brands.length > 1 && (
        <Picker label="Brand" value={brand} options={brands} choose={(next) => choose({ brand: next })} />
      )}
      <Picker
        bare
        shrinks
        label="Time zone"
        value={timeZone}
        options={timeZones}
        choose={(next) => choose({ timeZone: next })}
      />
      <span class="space" />
      {value !== undefined && channel !== undefined && <TestSend {...{ route, value, channel }} />}
    </div>
  )
}
