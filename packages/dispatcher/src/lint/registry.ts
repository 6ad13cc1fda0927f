import { advertisingConsent } from './advertising-consent/advertising-consent.js'
import { alternativeWords } from './alternative-words/alternative-words.js'
import { assetBase } from './asset-base/asset-base.js'
import { assetsAreUsed } from './assets-are-used/assets-are-used.js'
import { choicesShown } from './choices-shown/choices-shown.js'
import { clientRules } from './clients/client-rules.js'
import { columnsFit } from './columns-fit/columns-fit.js'
import { disablesAreUsed } from './disables-are-used/disables-are-used.js'
import { finishedWords } from './finished-words/finished-words.js'
import { hasSamples } from './has-samples/has-samples.js'
import { headingOrder } from './heading-order/heading-order.js'
import { htmlClipped } from './html-clipped/html-clipped.js'
import { htmlClosed } from './html-closed/html-closed.js'
import { htmlNearClipping } from './html-near-clipping/html-near-clipping.js'
import { intactCharacters } from './intact-characters/intact-characters.js'
import { justifiedText } from './justified-text/justified-text.js'
import { knownEntities } from './known-entities/known-entities.js'
import { layoutTables } from './layout-tables/layout-tables.js'
import { linkAbsolute } from './link-absolute/link-absolute.js'
import { linkAddress } from './link-address/link-address.js'
import { linkCharacters } from './link-characters/link-characters.js'
import { linkEncrypted } from './link-encrypted/link-encrypted.js'
import { linkHonest } from './link-honest/link-honest.js'
import { linkHost } from './link-host/link-host.js'
import { linkLeadsSomewhere } from './link-leads-somewhere/link-leads-somewhere.js'
import { linkPurpose } from './link-purpose/link-purpose.js'
import { linkShortener } from './link-shortener/link-shortener.js'
import { linkText } from './link-text/link-text.js'
import type { LintRule } from './lint-rule.js'
import { listsEnd } from './lists-end/lists-end.js'
import { listsShown } from './lists-shown/lists-shown.js'
import { localizedDates } from './localized-dates/localized-dates.js'
import { localizedNumbers } from './localized-numbers/localized-numbers.js'
import { mailLanguage } from './mail-language/mail-language.js'
import { mailTitle } from './mail-title/mail-title.js'
import { marketingLane } from './marketing-lane/marketing-lane.js'
import { moreThanPictures } from './more-than-pictures/more-than-pictures.js'
import { nestedLink } from './nested-link/nested-link.js'
import { noCredentials } from './no-credentials/no-credentials.js'
import { noEmbeds } from './no-embeds/no-embeds.js'
import { noPasswords } from './no-passwords/no-passwords.js'
import { noScripts } from './no-scripts/no-scripts.js'
import { noSecrets } from './no-secrets/no-secrets.js'
import { optionalMissing } from './optional-missing/optional-missing.js'
import { optionalShown } from './optional-shown/optional-shown.js'
import { ownTokens } from './own-tokens/own-tokens.js'
import { personalLinks } from './personal-links/personal-links.js'
import { pictureAddress } from './picture-address/picture-address.js'
import { pictureAlternative } from './picture-alternative/picture-alternative.js'
import { pictureEncrypted } from './picture-encrypted/picture-encrypted.js'
import { pictureFits } from './picture-fits/picture-fits.js'
import { pictureWidth } from './picture-width/picture-width.js'
import { plainCatalogueTexts } from './plain-catalogue-texts/plain-catalogue-texts.js'
import { postalAddress } from './postal-address/postal-address.js'
import { preheaderAdds } from './preheader-adds/preheader-adds.js'
import { preheaderLength } from './preheader-length/preheader-length.js'
import { preheaderPresent } from './preheader-present/preheader-present.js'
import { pushBodyLength } from './push-body-length/push-body-length.js'
import { pushCollapseKey } from './push-collapse-key/push-collapse-key.js'
import { pushDataKeys } from './push-data-keys/push-data-keys.js'
import { pushImageHttps } from './push-image-https/push-image-https.js'
import { pushLinkHttps } from './push-link-https/push-link-https.js'
import { pushNowOrNever } from './push-now-or-never/push-now-or-never.js'
import { pushStaleCode } from './push-stale-code/push-stale-code.js'
import { pushTimeSensitive } from './push-time-sensitive/push-time-sensitive.js'
import { pushTitleLength } from './push-title-length/push-title-length.js'
import { pushTitleWords } from './push-title-words/push-title-words.js'
import { pushTooLarge } from './push-too-large/push-too-large.js'
import { rightToLeft } from './right-to-left/right-to-left.js'
import { sampleAddresses } from './sample-addresses/sample-addresses.js'
import { senderName } from './sender-name/sender-name.js'
import { singleId } from './single-id/single-id.js'
import { smsCodeLine } from './sms-code-line/sms-code-line.js'
import { smsLinkBorder } from './sms-link-border/sms-link-border.js'
import { smsLinkHttps } from './sms-link-https/sms-link-https.js'
import { smsLinkShortener } from './sms-link-shortener/sms-link-shortener.js'
import { smsLookAlikes } from './sms-look-alikes/sms-look-alikes.js'
import { smsOptOut } from './sms-opt-out/sms-opt-out.js'
import { smsReply } from './sms-reply/sms-reply.js'
import { smsTooLong } from './sms-too-long/sms-too-long.js'
import { smsTransliterated } from './sms-transliterated/sms-transliterated.js'
import { smsValuesOutsideGsm } from './sms-values-outside-gsm/sms-values-outside-gsm.js'
import { smsWhiteSpace } from './sms-white-space/sms-white-space.js'
import { subjectCapitals } from './subject-capitals/subject-capitals.js'
import { subjectHonest } from './subject-honest/subject-honest.js'
import { subjectLength } from './subject-length/subject-length.js'
import { subjectWords } from './subject-words/subject-words.js'
import { tableHeadings } from './table-headings/table-headings.js'
import { textContrast } from './text-contrast/text-contrast.js'
import { textPartLinks } from './text-part-links/text-part-links.js'
import { textSize } from './text-size/text-size.js'
import { textsTranslated } from './texts-translated/texts-translated.js'
import { trackingPixel } from './tracking-pixel/tracking-pixel.js'
import { usedPieces } from './used-pieces/used-pieces.js'
import { valuesInEveryLocale } from './values-in-every-locale/values-in-every-locale.js'
import { visibleUnsubscribe } from './visible-unsubscribe/visible-unsubscribe.js'
import { zoomAllowed } from './zoom-allowed/zoom-allowed.js'

/** All rules beyond compiling, by id. A new one is a folder beside this file and a line here. */
export const lintRules: readonly LintRule[] = [
  hasSamples,
  optionalShown,
  optionalMissing,
  choicesShown,
  listsShown,
  listsEnd,
  sampleAddresses,
  columnsFit,
  nestedLink,
  singleId,
  knownEntities,
  finishedWords,
  usedPieces,
  htmlClosed,
  disablesAreUsed,
  subjectLength,
  subjectHonest,
  subjectWords,
  subjectCapitals,
  preheaderPresent,
  preheaderAdds,
  preheaderLength,
  senderName,
  textPartLinks,
  intactCharacters,
  ownTokens,
  htmlClipped,
  htmlNearClipping,
  linkLeadsSomewhere,
  linkEncrypted,
  linkAbsolute,
  linkHost,
  linkAddress,
  linkHonest,
  linkCharacters,
  linkShortener,
  pictureAddress,
  pictureEncrypted,
  assetBase,
  pictureWidth,
  pictureFits,
  assetsAreUsed,
  moreThanPictures,
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
  ...clientRules,
  visibleUnsubscribe,
  postalAddress,
  marketingLane,
  advertisingConsent,
  personalLinks,
  noSecrets,
  noScripts,
  noEmbeds,
  noCredentials,
  noPasswords,
  trackingPixel,
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
  smsReply,
  pushTooLarge,
  pushTitleLength,
  pushBodyLength,
  pushLinkHttps,
  pushImageHttps,
  pushDataKeys,
  pushCollapseKey,
  pushTitleWords,
  pushNowOrNever,
  pushStaleCode,
  pushTimeSensitive,
  textsTranslated,
  valuesInEveryLocale,
  plainCatalogueTexts,
  rightToLeft,
  localizedNumbers,
  localizedDates,
]
