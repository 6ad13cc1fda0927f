/** Elements whose content mjml takes as HTML, without looking into it. */
export const htmlContent: ReadonlySet<string> = new Set([
  ...['mj-text', 'mj-button', 'mj-raw', 'mj-table', 'mj-style', 'mj-title', 'mj-preview', 'mj-navbar-link'],
  ...['mj-social-element', 'mj-accordion-title', 'mj-accordion-text', 'mj-html-attribute'],
])

/** Elements that hold other elements or nothing. */
export const structure: ReadonlySet<string> = new Set([
  ...[
    'mjml',
    'mj-head',
    'mj-body',
    'mj-attributes',
    'mj-all',
    'mj-class',
    'mj-breakpoint',
    'mj-font',
    'mj-html-attributes',
  ],
  ...[
    'mj-selector',
    'mj-wrapper',
    'mj-section',
    'mj-group',
    'mj-column',
    'mj-hero',
    'mj-image',
    'mj-divider',
    'mj-spacer',
  ],
  ...['mj-social', 'mj-navbar', 'mj-accordion', 'mj-accordion-element', 'mj-carousel', 'mj-carousel-image'],
])
