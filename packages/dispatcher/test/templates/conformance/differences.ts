import type { Case } from './engines.js'

/** A template that the two engines take differently, on purpose. */
export interface Difference extends Case {
  /** What liquidjs makes of it; a pattern of its error where it makes nothing. */
  readonly liquidjs: string | RegExp
  /** What Tidings makes of it; a pattern of its finding or error where it makes nothing. */
  readonly tidings: string | RegExp
  readonly reason: string
}

const strict = 'A gap in the data is an error and never a gap in the mail.'
const escaped = 'Values are escaped once, for their place.'
const language = 'Not part of the language: it is refused when the template is compiled, with line and column.'
const certain = 'What can only be a mistake is an error.'
const silently = 'liquidjs drops it without a word.'

/** All differences, each with its reason. */
export const differences: readonly Difference[] = [
  { template: '{{ x }}', data: { x: null }, liquidjs: '', tidings: /has no `x`/, reason: strict },
  { template: '{{ x | upcase }}', data: { x: null }, liquidjs: '', tidings: /has no `x`/, reason: strict },
  { template: "{{ 'a' | append: x }}", data: { x: null }, liquidjs: 'a', tidings: /has no `x`/, reason: strict },
  {
    template: "{{ x | default: y | default: 'z' }}",
    data: { x: null, y: null },
    liquidjs: 'z',
    tidings: /has no `y`/,
    reason: strict,
  },
  { template: '{{ a.b }}', data: { a: null }, liquidjs: '', tidings: /has no `a.b`/, reason: strict },
  {
    template: '{% for i in x %}{% else %}none{% endfor %}',
    data: {},
    liquidjs: /undefined variable: x/,
    tidings: 'none',
    reason: 'A loop asks whether there is anything, as a condition does.',
  },
  {
    template: "{% render 'p', x: y %}",
    data: {},
    partials: { p: '{% if x %}1{% else %}2{% endif %}' },
    liquidjs: /undefined variable: y/,
    tidings: '2',
    reason: 'What may be missing can be handed on to a partial, which then asks for it.',
  },
  { template: '{% assign x = y | upcase %}{{ x }}', data: {}, liquidjs: '', tidings: /has no `y`/, reason: strict },
  {
    template: '{{ a }}',
    data: { a: { b: 1 } },
    liquidjs: '[object Object]',
    tidings: /an object cannot be printed/,
    reason: certain,
  },
  { template: '{{ 1 | divided_by: 0 }}', liquidjs: 'Infinity', tidings: /divided by zero/, reason: certain },
  { template: '{{ 1 | modulo: 0 }}', liquidjs: 'NaN', tidings: /divided by zero/, reason: certain },
  {
    template: '{% for i in x %}{{ i }}{% endfor %}',
    data: { x: 'abc' },
    liquidjs: 'abc',
    tidings: /only a list can be looped over/,
    reason: certain,
  },
  {
    template: '{% for i in x %}{{ i[0] }}{% endfor %}',
    data: { x: { a: 1 } },
    liquidjs: 'a',
    tidings: /only a list can be looped over/,
    reason: certain,
  },
  {
    template: '{% if x < 1 %}1{% else %}2{% endif %}',
    data: { x: null },
    liquidjs: '1',
    tidings: '2',
    reason: 'nil is neither smaller nor greater than anything, as in Ruby.',
  },
  {
    template: "{% if 'a null b' contains x %}1{% else %}2{% endif %}",
    data: { x: null },
    liquidjs: '1',
    tidings: '2',
    reason: 'nil is in no text.',
  },
  {
    template: '{{ x | escape }}',
    data: { x: '<b>' },
    liquidjs: '&amp;lt;b&amp;gt;',
    tidings: '&lt;b&gt;',
    reason: escaped,
  },
  {
    template: '{{ x | escape_once }}',
    data: { x: '&lt;b>' },
    liquidjs: '&amp;lt;b&amp;gt;',
    tidings: '&lt;b&gt;',
    reason: escaped,
  },
  {
    template: '{{ x | newline_to_br }}',
    data: { x: 'a\n<b>' },
    liquidjs: 'a&lt;br /&gt;\n&lt;b&gt;',
    tidings: 'a<br />\n&lt;b&gt;',
    reason: 'The value is escaped, the breaks are not.',
  },
  {
    template: '{% capture x %}{{ y }}{% endcapture %}{{ x }}',
    data: { y: '&' },
    liquidjs: '&amp;amp;',
    tidings: '&amp;',
    reason: escaped,
  },
  {
    template: '{{ x.length }}',
    data: { x: 'abc' },
    liquidjs: '3',
    tidings: /has no `x.length`/,
    reason: 'Only what Liquid knows can be read: size.',
  },
  {
    template: '{{ x y }}',
    data: { x: 1, y: 2 },
    liquidjs: '1',
    tidings: /two values without an operator/,
    reason: silently,
  },
  {
    template: '{% case x %}{% when 1 2 %}a{% endcase %}',
    data: { x: 1 },
    liquidjs: 'a',
    tidings: /does not belong here/,
    reason: silently,
  },
  {
    template: '{% for i in x limt: 1 %}{{ i }}{% endfor %}',
    data: { x: [1, 2] },
    liquidjs: '12',
    tidings: /`for` has no `limt`; did you mean `limit`/,
    reason: silently,
  },
  {
    template: "{% render 'p', x: 1 ! %}",
    partials: { p: '{{ x }}' },
    liquidjs: '1',
    tidings: /does not belong here/,
    reason: silently,
  },
  { template: "{{ 'abc' | size: 1, 2 }}", liquidjs: '3', tidings: /`size` takes 0 arguments, not 2/, reason: silently },
  { template: "{{ 'abc'.size }}", liquidjs: '3', tidings: /a path starts with a name/, reason: certain },
  {
    template: "{% include 'p' %}",
    partials: { p: '1' },
    liquidjs: '1',
    tidings: /TPL102 1:1 the tag `include` is not part/,
    reason: language,
  },
  { template: '{% echo 1 %}', liquidjs: '1', tidings: /TPL102 1:1 the tag `echo`/, reason: language },
  { template: '{% liquid echo 1 %}', liquidjs: '1', tidings: /TPL102 1:1 the tag `liquid`/, reason: language },
  { template: '{% cycle 1, 2 %}', liquidjs: '1', tidings: /TPL102 1:1 the tag `cycle`/, reason: language },
  { template: '{% increment x %}', liquidjs: '0', tidings: /TPL102 1:1 the tag `increment`/, reason: language },
  {
    template: '{% for i in x %}{% break %}{% endfor %}',
    data: { x: [1] },
    liquidjs: '',
    tidings: /TPL102 1:17 the tag `break`/,
    reason: language,
  },
  {
    template: '{% tablerow i in x %}{{ i }}{% endtablerow %}',
    data: { x: [1] },
    liquidjs: '<tr class="row1"><td class="col1">1</td></tr>',
    tidings: /TPL102 1:1 the tag `tablerow`/,
    reason: language,
  },
  {
    template: "{% assign p = 'p' %}{% render p %}",
    partials: { p: '1' },
    liquidjs: '1',
    tidings: /TPL109 1:21 a partial is named by a text in quotes/,
    reason: language,
  },
  {
    template: "{% render 'p' with x as y %}",
    data: { x: 1 },
    partials: { p: '{{ y }}' },
    liquidjs: '1',
    tidings: /`render` takes arguments by name only/,
    reason: language,
  },
  { template: '{{ x | raw }}', data: { x: '<b>' }, liquidjs: '<b>', tidings: /unknown filter `raw`/, reason: language },
  { template: '{{ x | json }}', data: { x: 1 }, liquidjs: '1', tidings: /unknown filter `json`/, reason: language },
  {
    template: "{{ x | group_by: 'a' | size }}",
    data: { x: [{ a: 1 }] },
    liquidjs: '1',
    tidings: /unknown filter `group_by`/,
    reason: language,
  },
  {
    template: "{{ x | date: '%Y' }}",
    data: { x: '2026-11-24' },
    liquidjs: '2026',
    tidings: /date has no style "%Y"/,
    reason: "Dates are written as the recipient is used to: date, time, number and money are Tidings' own.",
  },
]
