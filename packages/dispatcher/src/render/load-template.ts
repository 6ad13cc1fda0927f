import type { Channel } from '@tidings/sdk'

import type { Artefact, ChannelArtefacts, PerLocale } from './artefact.js'
import { assetAddresses } from './asset-address.js'
import { loadEmail } from './email.js'
import { type ChosenLocale, chooseLocale } from './locale.js'
import { loadPush } from './push.js'
import { RenderError } from './render-error.js'
import type { Rendered } from './rendered.js'
import type { Scope } from './scope.js'
import { loadSms } from './sms.js'
import { type LoadedTemplate, type RenderRequest, usualBrand } from './template.js'
import { createValidator } from './validate-data.js'

/** More spellings than there are locales in use are no customers' any more. */
const rememberedLocales = 500

type Load = (request: RenderRequest, scope: Scope) => Rendered

/**
 * Makes a published template ready to render. Each channel and locale is loaded when it is first asked for, the schema
 * when data is first validated; both are kept. Rendering throws `RenderError`; a broken artefact is an `Error`.
 */
export function loadTemplate(artefact: Artefact): LoadedTemplate {
  const { name, locales, variants = [] } = artefact
  const assetsOf = assetAddresses(artefact)
  const loaded = new Map<string, Load>()
  const chosenBefore = new Map<string | undefined, ChosenLocale>()

  function choose(wanted: string | undefined): ChosenLocale {
    const known = chosenBefore.get(wanted)
    if (known !== undefined) return known
    const chosen = chooseLocale(wanted, locales)
    if (chosenBefore.size < rememberedLocales) chosenBefore.set(wanted, chosen)
    return chosen
  }

  function load(channel: Channel, locale: string, brand: string): Load | undefined {
    const variant = variants.findIndex((each) => each[channel] !== undefined && each.brands.includes(brand))
    const key = `${variant} ${channel} ${locale}`
    const known = loaded.get(key)
    if (known !== undefined) return known
    const made = loadChannel(artefact, variants[variant] ?? artefact, channel, locale)
    if (made !== undefined) loaded.set(key, made)
    return made
  }

  return {
    name,
    hash: artefact.hash,
    contract: artefact.contract,
    title: artefact.title,
    category: artefact.category,
    marketing: artefact.marketing,
    lane: artefact.lane,
    steps: artefact.steps,
    locales,
    ...(artefact.brands === undefined ? {} : { brands: artefact.brands }),
    validate: createValidator(artefact.schema),
    render(request) {
      const chosen = choose(request.recipient.locale)
      const subject = { template: name, channel: request.channel, locale: chosen.locale }
      const render = load(request.channel, chosen.locale, request.brand.key ?? usualBrand)
      if (render === undefined) throw new RenderError(subject, `the template has no channel "${request.channel}"`)
      return render(request, scopeOf(request, chosen, subject, assetsOf(request.brand)))
    },
  }
}

function loadChannel(
  { marketing }: Artefact,
  programs: ChannelArtefacts,
  channel: Channel,
  locale: string,
): Load | undefined {
  switch (channel) {
    case 'email': {
      const email = own(programs.email, locale)
      return email && loadEmail(email, { marketing, locale }).render
    }
    case 'sms': {
      const sms = own(programs.sms, locale)
      return sms && loadSms(sms).render
    }
    case 'push': {
      const push = own(programs.push, locale)
      return push && loadPush(push).render
    }
  }
}

function own<T>(record: PerLocale<T> | undefined, locale: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, locale) ? record[locale] : undefined
}

const namesOfBrands = new WeakMap<object, Readonly<Record<string, unknown>>>()

/** What templates see of a brand: made once, as a brand is the same object for all its messages. */
function brandNames(brand: RenderRequest['brand']): Readonly<Record<string, unknown>> {
  const known = namesOfBrands.get(brand)
  if (known !== undefined) return known
  const made = { ...brand.variables, name: brand.sender.name }
  namesOfBrands.set(brand, made)
  return made
}

function scopeOf(
  request: RenderRequest,
  { locale, format }: ReturnType<typeof chooseLocale>,
  subject: Scope['subject'],
  asset: Scope['asset'],
): Scope {
  const { recipient, brand, unsubscribeUrl } = request
  return {
    data: request.data,
    globals: {
      recipient: {
        id: recipient.id,
        email: recipient.email,
        phone: recipient.phone,
        locale: recipient.locale,
        time_zone: recipient.timeZone,
      },
      brand: brandNames(brand),
      locale,
      unsubscribe_url: unsubscribeUrl,
    },
    format,
    timeZone: recipient.timeZone ?? 'UTC',
    now: request.admittedAt,
    asset,
    subject,
  }
}
