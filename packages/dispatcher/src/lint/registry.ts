import { hasSamples } from './has-samples/has-samples.js'
import type { LintRule } from './lint-rule.js'
import { smsCodeLine } from './sms-code-line/sms-code-line.js'
import { smsLinkBorder } from './sms-link-border/sms-link-border.js'
import { smsLinkHttps } from './sms-link-https/sms-link-https.js'
import { smsLinkShortener } from './sms-link-shortener/sms-link-shortener.js'
import { smsLookAlikes } from './sms-look-alikes/sms-look-alikes.js'
import { smsOptOut } from './sms-opt-out/sms-opt-out.js'
import { smsTooLong } from './sms-too-long/sms-too-long.js'
import { smsTransliterated } from './sms-transliterated/sms-transliterated.js'
import { smsValuesOutsideGsm } from './sms-values-outside-gsm/sms-values-outside-gsm.js'
import { smsWhiteSpace } from './sms-white-space/sms-white-space.js'

/** All rules beyond compiling, by id. A new one is a folder beside this file and a line here. */
export const lintRules: readonly LintRule[] = [
  hasSamples,
  smsLookAlikes,
  smsValuesOutsideGsm,
  smsTransliterated,
  smsTooLong,
  smsLinkBorder,
  smsLinkHttps,
  smsLinkShortener,
  smsOptOut,
  smsWhiteSpace,
  smsCodeLine,
]
