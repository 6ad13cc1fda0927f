import { compile, type DomNode, type HtmlToTextOptions } from 'html-to-text'

import { isNestedTooDeep } from './nesting.js'

/** How the Liquid of a text travels: as words. */
export interface TravellingWords {
  /** What a reader sees of the text: without tags that print nothing. */
  visible(text: string): string
  tidy(text: string): string
}

let convert: ((html: string) => string) | undefined
/** The words of the conversion under way: it is compiled once, takes no arguments besides the HTML, and never waits. */
let current: TravellingWords | undefined

/**
 * Derives the text part of a mail, or of a piece of one, whose Liquid is covered by words.
 *
 * @returns undefined where elements are nested deeper than any client reads
 */
export function deriveText(html: string, words: TravellingWords): string | undefined {
  if (isNestedTooDeep(html)) return undefined
  convert ??= compile(options)
  current = words
  const text = convert(bodyOf(html))
    .replace(/\u00a0/g, ' ')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
  return `${words.tidy(text.trim())}\n`
}

/** Without head and comments, which are half of a mail and none of its text: taking them apart takes as long as all the rest. */
function bodyOf(html: string): string {
  return html.slice(Math.max(html.search(/<body[\s>]/i), 0)).replace(/<!--[\s\S]*?-->/g, '')
}

// Loops and conditions have to come through as they are: nothing may be wrapped, put in capitals or set in columns.
const options: HtmlToTextOptions = {
  wordwrap: false,
  preserveNewlines: false,
  baseElements: { selectors: ['body'], returnDomByDefault: true },
  formatters: {
    link(element, walk, builder) {
      const visible = (words: string): string => current?.visible(words) ?? words
      const text = visible(textOf(element)).trim()
      // A picture that leads somewhere says nothing without the picture; its neighbours hold the link in words.
      if (text === '') return
      walk(element.children, builder)
      // A condition around the attribute is one around the address: where it is not taken there is no value for it.
      for (const [given, value] of Object.entries((element as Linking).attribs ?? {})) {
        const name = visible(given)
        const href = name === 'href' ? value.replace(/^(?:mailto|tel):/, '') : ''
        if (name !== given) builder.addInline(given.slice(0, given.length - name.length))
        if (href !== '' && !href.startsWith('#') && visible(href) !== text) builder.addInline(` (${href})`)
      }
    },
  },
  selectors: [
    { selector: 'a', format: 'link' },
    { selector: 'img', format: 'skip' },
    { selector: 'hr', format: 'skip' },
    // The preheader is for lists of mails.
    { selector: '[style*="display:none"]', format: 'skip' },
    { selector: '[style*="display: none"]', format: 'skip' },
    // What react-email marks.
    { selector: '[data-skip-in-text="true"]', format: 'skip' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'td', format: 'inlineSurround', options: { suffix: ' ' } },
    { selector: 'th', format: 'inlineSurround', options: { suffix: ' ' } },
  ],
}

interface Linking {
  readonly attribs?: Readonly<Record<string, string>>
}

function textOf({ data, children }: DomNode): string {
  return (data ?? '') + (children ?? []).map(textOf).join('')
}
