import { alternativeWords } from './alternative-words/alternative-words.js'
import { hasSamples } from './has-samples/has-samples.js'
import { headingOrder } from './heading-order/heading-order.js'
import { justifiedText } from './justified-text/justified-text.js'
import { layoutTables } from './layout-tables/layout-tables.js'
import { linkPurpose } from './link-purpose/link-purpose.js'
import { linkText } from './link-text/link-text.js'
import type { LintRule } from './lint-rule.js'
import { mailLanguage } from './mail-language/mail-language.js'
import { mailTitle } from './mail-title/mail-title.js'
import { pictureAlternative } from './picture-alternative/picture-alternative.js'
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
import { tableHeadings } from './table-headings/table-headings.js'
import { textContrast } from './text-contrast/text-contrast.js'
import { textSize } from './text-size/text-size.js'
import { zoomAllowed } from './zoom-allowed/zoom-allowed.js'

/** All rules beyond compiling, by id. A new one is a folder beside this file and a line here. */
export const lintRules: readonly LintRule[] = [
  hasSamples,
  mailLanguage,
  pictureAlternative,
  alternativeWords,
  linkText,
  linkPurpose,
  textContrast,
  textSize,
  headingOrder,
  layoutTables,
  tableHeadings,
  justifiedText,
  mailTitle,
  zoomAllowed,
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
