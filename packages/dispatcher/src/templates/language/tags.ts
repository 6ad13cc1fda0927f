/** Tags of the language, with those that close and divide them. */
export const allowedTags: ReadonlySet<string> = new Set([
  ...['if', 'elsif', 'else', 'endif', 'unless', 'endunless', 'case', 'when', 'endcase', 'for', 'endfor'],
  ...['assign', 'capture', 'endcapture', 'comment', 'endcomment', 'raw', 'endraw', 'render', '#'],
])

/** What to write instead of a Liquid tag that is not part of the language. */
export const insteadOfTag: Readonly<Record<string, string>> = {
  include: "use {% render 'name', argument: value %}; a partial sees only what it is given",
  layout: 'use <mj-include path="…" /> in MJML',
  block: 'use <mj-include path="…" /> in MJML',
  echo: 'write {{ value }}',
  liquid: 'write each tag on its own',
  tablerow: 'use {% for %} with <tr> and <td>',
  cycle: 'use {% if forloop.first %} or forloop.index | modulo: 2',
  increment: 'use forloop.index, or {% assign n = n | plus: 1 %}',
  decrement: 'use forloop.rindex, or {% assign n = n | minus: 1 %}',
  break: 'use {% for … limit: n %}, or {% if %} around the body',
  continue: 'use {% if %} around the body',
  ifchanged: 'compare with {% if %}',
  endtablerow: 'use {% for %}',
  endblock: 'use <mj-include path="…" /> in MJML',
}

const noPatterns = "dates are written as the recipient is used to: {{ value | date }}, {{ value | date: 'weekday' }}"
const noMarkup = 'values are escaped for their place; put the markup into the template around them'

/** What to write instead of a filter of Liquid, Shopify, Jekyll or Handlebars that is not part of the language. */
export const insteadOfFilter: Readonly<Record<string, string>> = {
  raw: noMarkup,
  safe: noMarkup,
  strip_html: noMarkup,
  markdownify: noMarkup,
  json: noMarkup,
  inspect: 'look at the data in a sample',
  date_to_string: noPatterns,
  date_to_long_string: noPatterns,
  date_to_rfc822: noPatterns,
  time_ago_in_words: 'use {{ value | relative_time }}',
  timeago: 'use {{ value | relative_time }}',
  money_with_currency: "use {{ amount | money: 'EUR' }}",
  money_without_currency: 'use {{ amount | number: 2 }}',
  currency: "use {{ amount | money: 'EUR' }}",
  number_with_delimiter: 'use {{ value | number }}',
  pluralize: "use {{ count | plural: one: '# item', other: '# items' }}",
  translate: "use {{ 'key' | t: name: value }}",
  length: 'use {{ value | size }}',
  push: 'use concat with a list',
  unshift: 'use concat with a list',
  uppercase: 'use {{ value | upcase }}',
  lowercase: 'use {{ value | downcase }}',
  trim: 'use {{ value | strip }}',
  default_if_none: "use {{ value | default: '…' }}",
  url_escape: 'use {{ value | url_encode }}',
  cgi_escape: 'use {{ value | url_encode }}',
  xml_escape: 'nothing has to be escaped: each value is escaped for its place',
}
