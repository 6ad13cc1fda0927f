import { type BrandSettings, withAssetBase } from '@tidings/dispatcher/config'
import { type LoadedTemplate, RenderError, type Rendered } from '@tidings/dispatcher/render'
import { type Finding, type Sample, sampleAddress, standIns } from '@tidings/dispatcher/templates'

/** Renders a template on each of its channels; one that does not render hides no other. */
export function renderAll(
  template: LoadedTemplate,
  { name, to, data }: Sample,
  brand: BrandSettings,
  now: Date,
): { readonly messages: readonly Rendered[]; readonly errors: readonly Finding[] } {
  const messages: Rendered[] = []
  const errors: Finding[] = []
  for (const channel of template.steps.channels) {
    try {
      messages.push(
        template.render({
          channel,
          address: sampleAddress(to, channel) ?? standIns[channel],
          recipient: to,
          data,
          brand: withAssetBase(brand),
          admittedAt: now,
          messageId: '00000000-0000-7000-8000-000000000000.1',
          ...(template.marketing
            ? { unsubscribeUrl: `${brand.unsubscribeBase ?? 'https://example.com/unsubscribe'}/sample` }
            : {}),
        }),
      )
    } catch (error) {
      if (!(error instanceof RenderError)) throw error
      const { file = `${template.name}/samples/${name}.json`, line = 1, column = 1, reason } = error
      errors.push({
        rule: 'TPL402',
        severity: 'error',
        template: template.name,
        file,
        line,
        column,
        message: `${channel} does not render: ${reason}`,
        hint: 'guard the value in the template, or put it into the data',
      })
    }
  }
  return { messages, errors }
}
