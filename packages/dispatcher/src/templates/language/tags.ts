/** Tags of the language, with those that close and divide them. */
export const allowedTags: ReadonlySet<string> = new Set([
  ...['if', 'elsif', 'else', 'endif', 'unless', 'endunless', 'case', 'when', 'endcase', 'for', 'endfor'],
  ...['assign', 'capture', 'endcapture', 'comment', 'endcomment', 'raw', 'endraw', 'render', '#'],
])

/** What to write instead of a Liquid tag that is not part of the language. */
export const insteadOf: Readonly<Record<string, string>> = {
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
