/** Attributes that hold one URL. */
export const urlAttributes: ReadonlySet<string> = new Set([
  ...['href', 'src', 'action', 'formaction', 'background', 'poster', 'cite', 'longdesc', 'xlink:href', 'data'],
])
/** Attributes whose value is code, a document, or a list that one escape does not fit. */
export const refusedAttributes: ReadonlySet<string> = new Set([
  'srcdoc',
  'srcset',
  'ping',
  'manifest',
  'http-equiv',
  'is',
])
/** Elements in whose attributes a value could load or run something. */
export const refusedElements: ReadonlySet<string> = new Set([
  'script',
  'iframe',
  'object',
  'embed',
  'base',
  'meta',
  'link',
  'applet',
  'frame',
])
/** Elements whose content is not HTML. */
export const rawElements: ReadonlySet<string> = new Set([
  ...[
    'script',
    'style',
    'title',
    'textarea',
    'iframe',
    'xmp',
    'noembed',
    'noframes',
    'plaintext',
    'noscript',
    'template',
  ],
])
/** Of these and of the mail itself (`''`): elements whose text a value may stand in. */
export const escapableElements: ReadonlySet<string> = new Set(['', 'title', 'textarea', 'noscript'])
