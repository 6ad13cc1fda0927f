import { backgroundFallback } from '../background-fallback/background-fallback.js'
import { cssSelectors } from '../css-selectors/css-selectors.js'
import { cssValues } from '../css-values/css-values.js'
import { drawnContent } from '../drawn-content/drawn-content.js'
import { fontFallback } from '../font-fallback/font-fallback.js'
import { formFields } from '../form-fields/form-fields.js'
import { gmailNestedRules } from '../gmail-nested-rules/gmail-nested-rules.js'
import { gmailStyleSize } from '../gmail-style-size/gmail-style-size.js'
import { hiddenAttribute } from '../hidden-attribute/hidden-attribute.js'
import { imageFormats } from '../image-formats/image-formats.js'
import { inlineImportant } from '../inline-important/inline-important.js'
import { layoutCss } from '../layout-css/layout-css.js'
import { linkedStyles } from '../linked-styles/linked-styles.js'
import type { LintRule } from '../lint-rule.js'
import { logicalCss } from '../logical-css/logical-css.js'
import { mediaImportant } from '../media-important/media-important.js'
import { styleInBody } from '../style-in-body/style-in-body.js'

/** Rules about what mail clients do, by id. */
export const clientRules: readonly LintRule[] = [
  layoutCss,
  cssValues,
  logicalCss,
  cssSelectors,
  gmailNestedRules,
  gmailStyleSize,
  styleInBody,
  linkedStyles,
  drawnContent,
  formFields,
  imageFormats,
  hiddenAttribute,
  fontFallback,
  backgroundFallback,
  mediaImportant,
  inlineImportant,
]
