import { afterAll, describe, expect, it } from 'vitest'

import { findingsOf, mail, mjml, smsSource, templateSource, yaml } from './template-source.js'

afterAll(() => mjml.close())

const text = (inner: string): string => mail(`<mj-text>${inner}</mj-text>`)

describe('a correct template', () => {
  it('has no findings', async () => expect(await findingsOf(templateSource())).toEqual([]))
})

describe('what is wrong in a mail is found at its line and column', () => {
  const cases: readonly (readonly [name: string, body: string, ...findings: readonly RegExp[]])[] = [
    [
      'an unknown value',
      text('{{ order.number }}'),
      /^TPL104 order-shipped\/email.mjml:6:13 unknown value `order.number`, known here: order.id, order.url, order.note, items$/,
    ],
    ['an unknown name', text('{{ oder.id }}'), /^TPL104 .*:6:13 unknown value `oder`/],
    [
      'an unknown field of a loop',
      text('{% for item in items %}{{ item.nam }}{% endfor %}'),
      /^TPL104 .*:6:36 unknown value `item.nam`, known here: item.name, item.price, item.note, order.id/,
    ],
    [
      'an unknown value in a condition',
      text('{% if order.state %}x{% endif %}'),
      /^TPL104 .*:6:16 unknown value `order.state`/,
    ],
    ['length for size', text('{{ items.length }}'), /^TPL104 .*:6:13 unknown value `items.length`/],
    [
      'a prototype name',
      text('{{ order.constructor }}{{ order.__proto__ }}{{ constructor }}'),
      /^TPL104 .*:6:13/,
      /^TPL104 .*:6:36/,
      /^TPL104 .*:6:57/,
    ],
    ['a value that may be missing', text('{{ order.note }}'), /^TPL105 .*:6:13 `order.note` may be missing$/],
    ['a missing value as an argument', text('{{ order.id | append: order.note }}'), /^TPL105 .*:6:32/],
    ['a missing value through a filter', text('{{ order.note | upcase }}'), /^TPL105 .*:6:13/],
    [
      'a missing value behind an assignment',
      text('{% assign n = order.note %}{{ n }}'),
      /^TPL105 .*:6:40 `n` may be missing/,
    ],
    [
      'a value that only one arm assigns',
      text('{% if order.note %}{% assign n = 1 %}{% endif %}{{ n }}'),
      /^TPL105 .*:6:61 `n` may be missing/,
    ],
    ['a guard on another value', text('{% if order.id %}{{ order.note }}{% endif %}'), /^TPL105 .*:6:30/],
    ['the else arm of a guard', text('{% if order.note %}{% else %}{{ order.note }}{% endif %}'), /^TPL105 .*:6:42/],
    ['or instead of and', text('{% if order.note or order.id %}{{ order.note }}{% endif %}'), /^TPL105 .*:6:44/],
    [
      'the first of a list that may be empty',
      text('{{ items.first.name }}'),
      /^TPL105 .*:6:13 `items.first.name` may be missing/,
    ],
    [
      'a loop over a text',
      text('{% for c in order.id %}{{ c }}{% endfor %}'),
      /^TPL107 .*:6:10 only a list can be looped over, and this is a text/,
    ],
    ['an object printed', text('{{ order }}'), /^TPL108 .*:6:10 an object cannot be printed/],
    ['a list of objects printed', text('{{ items }}'), /^TPL108 .*:6:10 a list of this kind cannot be printed/],
    [
      'a text filter on a list',
      text('{{ items | upcase }}'),
      /^TPL108 .*:6:21 `upcase` takes text, number, truth value, not a list/,
    ],
    ['arithmetic on an object', text('{{ order | plus: 1 }}'), /^TPL108 .*:6:21/],
    ['join on a text', text("{{ order.id | join: ',' }}"), /^TPL108 .*:6:24 `join` takes list, not a text/],
    [
      'map to an unknown field',
      text("{{ items | map: 'nam' | join }}"),
      /^TPL104 .*:6:21 `map`: the elements have no `nam`, known here: name, price, note/,
    ],
    [
      'money without a currency',
      text('{% for i in items %}{{ i.price | money }}{% endfor %}'),
      /^TPL103 .*:6:43 a number needs its currency/,
    ],
    [
      'a pattern for a date',
      text("{{ order.id | date: '%d.%m.%Y' }}"),
      /^TPL103 .*:6:24 `date` has no style "%d.%m.%Y"; it has short, medium, long, full, weekday/,
    ],
    [
      'a text compared with a number',
      text('{% if order.id > 3 %}x{% endif %}'),
      /^TPL108 .*:6:16 `>` compares two numbers or two texts, not a text and a number/,
    ],
    [
      'an unknown tag',
      text('{% fro x in items %}{% endfor %}'),
      /^TPL102 .*:6:10 the tag `fro` is not part of the language; did you mean `for`\?/,
    ],
    [
      'an unknown filter',
      text('{{ order.id | upcse }}'),
      /^TPL103 .*:6:24 unknown filter `upcse`; did you mean `upcase`\?/,
    ],
    [
      'a filter without its argument',
      text('{{ order.id | append }}'),
      /^TPL103 .*:6:24 `append` takes 1 arguments, not 0/,
    ],
    ['a block that is not closed', text('{% if order.id %}x'), /^TPL101 .*:6:10 tag \{% if order.id %\} not closed/],
    ['a block that is not open', text('x{% endif %}'), /^TPL101 .*:6:11 `endif` closes a block that is not open here/],
    ['an output that is not closed', text('{{ order.id }'), /^TPL101 .*:6:10 output .* not closed/],
    ['an empty output', text('{{ }}'), /^TPL101 .*invalid value expression/],
    [
      'a single = in a condition',
      text("{% if order.id = 'x' %}x{% endif %}"),
      /^TPL101 .*:6:\d+ expected "\|" before filter/,
    ],
    ['a tag that is not closed', mail('<mj-text>x'), /^TPL201 .*:6:1 <mj-text> is not closed/],
    [
      'tags that cross',
      '<mjml><mj-body>\n<mj-section><mj-column></mj-section></mj-column>\n</mj-body></mjml>',
      /^TPL201 .*:2:13 <mj-column> is not closed before <\/mj-section> in line 2/,
      /^TPL201 .*<\/mj-column> closes nothing/,
    ],
    [
      'HTML that is not closed',
      text('a <b>bold</i>'),
      /^TPL201 .*:6:12 <b> is not closed/,
      /^TPL201 .*<\/i> closes nothing/,
    ],
    [
      'a value without quotes',
      mail('<mj-image src=https://x.example/a.png alt="a" />'),
      /^TPL201 .*:6:11 the value of src stands without quotes/,
    ],
    ['no mjml', '<p>hello</p>', /^TPL201 .*:1:1 <p> stands outside of <mjml>/],
    ['no body', '<mjml><mj-head></mj-head></mjml>', /^TPL201 .*there is no <mj-body> element/],
    [
      'text between elements',
      mail('bare text'),
      /^TPL203 .*:6:1 text between MJML elements is lost, here inside of <mj-column>/,
    ],
    [
      'a value between elements',
      mail('{{ order.id }}'),
      /^TPL206 .*:6:1 a value between MJML elements is lost, here inside of <mj-column>/,
    ],
    [
      'an unknown element',
      mail('<mj-txt>x</mj-txt>'),
      /^TPL202 .*:6:1 <mj-txt> is no MJML element; did you mean `mj-text`/,
    ],
    ['HTML between elements', mail('<p>x</p>'), /^TPL202 .*:6:1 <p> is no MJML element/],
    ['an unknown attribute', mail('<mj-text colour="red">x</mj-text>'), /^TPL202 .*:6:1 Attribute colour is illegal/],
    ['a colour that is none', mail('<mj-text color="reddish">x</mj-text>'), /^TPL202 .*:6:1 .*reddish/],
    [
      'a value for a size',
      mail('<mj-image width="{{ order.id }}" src="https://x.example/a.png" alt="" />'),
      /^TPL204 .*:6:18 the value of width of <mj-image> is needed when the template is compiled/,
    ],
    [
      'a tag around a colour',
      mail('<mj-text color="{% if order.note %}red{% else %}blue{% endif %}">x</mj-text>'),
      /^TPL204 .*:6:17/,
    ],
    [
      'a tag in a start tag',
      mail('<mj-text {% if order.note %}color="red"{% endif %}>x</mj-text>'),
      /^TPL206 .*:6:10 a tag cannot stand inside of the start tag <mj-text>/,
    ],
    [
      'a tag in the head',
      mail('<mj-text>x</mj-text>', '{% if order.note %}<mj-title>x</mj-title>{% endif %}'),
      /^TPL206 .*:2:10 a tag cannot stand between the children of <mj-head>/,
    ],
    [
      'a loop around columns',
      '<mjml><mj-body><mj-section>\n{% for i in items %}<mj-column><mj-text>x</mj-text></mj-column>{% endfor %}\n</mj-section></mj-body></mjml>',
      /^TPL206 .*:2:1 a loop around columns cannot work/,
    ],
    [
      'a condition around columns without widths',
      '<mjml><mj-body><mj-section>\n{% if order.note %}<mj-column width="50%"></mj-column>{% endif %}<mj-column></mj-column>\n</mj-section></mj-body></mjml>',
      /^TPL206 .*:2:1 a condition around columns needs the widths of all columns beside them/,
    ],
    [
      'a value for the name of a network',
      mail(
        '<mj-social><mj-social-element name="{{ order.id }}" href="https://a.example">x</mj-social-element></mj-social>',
      ),
      /^TPL204 .*:6:37 the value of name of <mj-social-element> is needed when the template is compiled/,
    ],
    [
      'a tag between the pictures of a carousel',
      mail(
        '<mj-carousel>{% if order.note %}<mj-carousel-image src="https://a.example/a.png" />{% endif %}</mj-carousel>',
      ),
      /^TPL206 .*:6:14 a tag cannot stand between the children of <mj-carousel>/,
    ],
    [
      'a tag between the parts of an accordion element',
      mail(
        '<mj-accordion><mj-accordion-element>{% if order.note %}<mj-accordion-text>x</mj-accordion-text>{% endif %}</mj-accordion-element></mj-accordion>',
      ),
      /^TPL206 .*:6:37 a tag cannot stand between the children of <mj-accordion-element>/,
    ],
    [
      'a tag between defaults',
      mail(
        '<mj-text>x</mj-text>',
        '<mj-attributes>{% if order.note %}<mj-text color="red" />{% endif %}</mj-attributes>',
      ),
      /^TPL206 .*:2:25 a tag cannot stand between the children of <mj-attributes>/,
    ],
    [
      'a value in a default',
      mail('<mj-text>x</mj-text>', '<mj-attributes><mj-text font-size="{{ order.id }}" /></mj-attributes>'),
      /^TPL204 .*:2:45 the value of font-size of <mj-text> is needed when the template is compiled/,
    ],
    [
      'a tag in styles that are written into the elements',
      mail(
        '<mj-text>x</mj-text>',
        '<mj-style inline="inline">.a { color: red } {% if order.note %}.b { color: blue }{% endif %}</mj-style>',
      ),
      /^TPL203 .*:2:54 mjml drops `{% if order.note %}` from the mail/,
    ],
    [
      'a block that ends elsewhere',
      mail('{% if order.note %}<mj-text>x{% endif %}</mj-text>'),
      /^TPL302 .*:6:30 `endif` stands inside of <mj-text>, but its block begins inside of <mj-column>/,
    ],
    [
      'an include that is missing',
      mail('<mj-include path="foter.mjml" />'),
      /^TPL205 .*:6:1 there is no piece `foter.mjml`; did you mean `footer.mjml`/,
    ],
    [
      'an include that leaves the folder',
      mail('<mj-include path="../../../../etc/passwd" />'),
      /^TPL205 .*:6:1 there is no piece `..\/..\/..\/..\/etc\/passwd`/,
    ],
    [
      'an include of itself',
      mail('<mj-include path="loop.mjml" />'),
      /^TPL205 _partials\/loop.mjml:1:1 _partials\/loop.mjml includes itself/,
    ],
    [
      'a fault inside of an include',
      mail('<mj-include path="bad.mjml" />'),
      /^TPL104 _partials\/bad.mjml:2:15 unknown value `order.nope`/,
    ],
    [
      'a partial that is missing',
      text("{% render 'adress' %}"),
      /^TPL109 .*:6:10 there is no partial `adress`; did you mean `address`/,
    ],
    [
      'a partial that renders itself',
      text("{% render 'self' %}"),
      /^TPL109 _partials\/self.liquid:1:1 the partial `self` includes itself/,
    ],
    [
      'a fault inside of a partial',
      text("{% render 'address', of: order %}"),
      /^TPL104 _partials\/address.liquid:2:4 unknown value `of.street`, known here: of.id/,
    ],
    [
      'an argument that is not given',
      text("{% render 'greet' %}"),
      /^TPL104 _partials\/greet.liquid:1:7 unknown value `name`, known here: nothing/,
    ],
    [
      'a second preheader',
      mail('<mj-text>x</mj-text>', '<mj-preview>y</mj-preview>'),
      /^TPL003 .*:2:10 the preheader is stated twice/,
    ],
    [
      'a value in a script',
      mail('<mj-raw><script>{{ order.id }}</script></mj-raw>'),
      /^TPL301 .*:6:17 a value may not stand inside of <script>/,
    ],
    [
      'a value in an event handler',
      text('<a href="https://x.example" onclick="{{ order.id }}">x</a>'),
      /^TPL301 .*:6:47 a value may not stand in the event handler onclick/,
    ],
    [
      'a value in a comment',
      mail('<mj-raw><!-- {{ order.id }} --></mj-raw>'),
      /^TPL301 .*:6:14 a value may not stand inside of a comment/,
    ],
    [
      'a value as an attribute',
      text('<b {{ order.id }}>x</b>'),
      /^TPL301 .*:6:13 a value may not stand in the name of an attribute/,
    ],
    [
      'a value as an element',
      text('<{{ order.id }}>'),
      /^TPL301 .*:6:11 a value may not stand in the name of an element/,
    ],
    [
      'a value as an element that closes',
      text('</{{ order.id }}>'),
      /^TPL301 .*:6:12 a value may not stand in the name of an element/,
    ],
    [
      'a value as a part of an element',
      text('<b{{ order.id }}>x</b>'),
      /^TPL301 .*:6:12 a value may not stand in the name of an element/,
    ],
    [
      'an element that tags cut',
      text('<{% if order.note %}b{% endif %}>x'),
      /^TPL301 .*:6:11 a tag may not stand in the name of an element/,
    ],
    [
      'a tag that continues the name of an element',
      text('<b{% if order.note %} title="x"{% else %}r {% endif %}>x</b>'),
      /^TPL301 .*:6:12 a tag may not stand in the name of an attribute/,
    ],
    [
      'a tag inside of the name of an attribute',
      text('<b on{% if order.note %}click{% endif %}="x">x</b>'),
      /^TPL301 .*:6:15 a tag may not stand in the name of an attribute/,
    ],
    [
      'a value in an attribute without quotes',
      text('<a href={{ order.url }}>x</a>'),
      /^TPL301 .*:6:18 a value may not stand in an attribute without quotes/,
    ],
    [
      'a value in srcset',
      text('<img src="https://x.example/a" srcset="{{ order.url }} 2x">'),
      /^TPL301 .*in the attribute srcset/,
    ],
    [
      'a URL without a scheme',
      text('<a href="{% if order.note %}www{% endif %}.{{ order.url }}">x</a>'),
      /^TPL303 .*the URL begins with neither a scheme nor the value itself/,
    ],
    ['a relative URL', text('<a href="/orders/{{ order.id }}">x</a>'), /^TPL303 .*:6:27/],
    [
      'a value that continues a host',
      text('<a href="https://x.example{{ order.url }}">x</a>'),
      /^TPL303 .*:6:36 the value would continue the host name/,
    ],
    ['a scheme with a value behind it', text('<a href="javascript:{{ order.id }}">x</a>'), /^TPL303/],
    [
      'a URL that depends on tags',
      text('<a href="{% if order.note %}https://x.example/{% endif %}{{ order.url }}">x</a>'),
      /^TPL303 .*different part of the URL in each case/,
    ],
    [
      'a block that opens an attribute',
      text('<b {% if order.note %}title="{% endif %}x">y</b>'),
      /^TPL302 .*:6:13 the block begins and ends at different places of the HTML/,
    ],
    [
      'a value that is a CSS property',
      text('<b style="{{ order.id }}: red">x</b>'),
      /^TPL301 .*:6:20 a value may not be the name of a CSS property/,
    ],
    [
      'markup in a capture',
      text('{% capture x %}<b>y</b>{% endcapture %}{{ x }}'),
      /^TPL108 .*:6:10 a capture holds a text, and this one holds markup/,
    ],
  ]
  const partials = {
    '_partials/footer.mjml': '<mj-text>footer</mj-text>',
    '_partials/loop.mjml': '<mj-include path="loop.mjml" />',
    '_partials/bad.mjml': '<mj-text>\n  <b>x</b> {{ order.nope }}</mj-text>',
    '_partials/address.liquid': 'To\n{{ of.street }}',
    '_partials/self.liquid': "{% render 'self' %}",
    '_partials/greet.liquid': 'Hi {{ name }}',
  }

  it.each(cases.map(([name, body, ...wanted]) => ({ name, body, wanted })))('$name', async ({ body, wanted }) => {
    const found = await findingsOf(templateSource({ files: { 'email.mjml': body }, partials }))
    const errors = found.filter((each) => !each.startsWith('TPL106'))
    expect(errors).toHaveLength(wanted.length)
    for (const [index, each] of wanted.entries()) expect(errors[index]).toMatch(each)
  })
})

describe('guards make a value that may be missing safe', () => {
  it.each([
    "{{ order.note | default: 'none' }}",
    '{% if order.note %}{{ order.note }}{% endif %}',
    '{% if order.note != blank %}{{ order.note | upcase }}{% endif %}',
    '{% if order.note == blank %}none{% else %}{{ order.note }}{% endif %}',
    '{% if order.note != nil and order.id %}{{ order.note }}{% endif %}',
    '{% unless order.note == blank %}{{ order.note }}{% endunless %}',
    '{% unless order.note %}none{% else %}{{ order.note }}{% endunless %}',
    '{% if not order.note %}none{% else %}{{ order.note }}{% endif %}',
    "{% if order.note == 'ring' %}{{ order.note }}{% endif %}",
    "{% if order.note contains 'ring' %}{{ order.note }}{% endif %}",
    "{% case order.note %}{% when 'a', 'b' %}{{ order.note }}{% endcase %}",
    '{% if order.note.size > 3 %}{{ order.note }}{% endif %}',
    '{% if order.note %}{% if order.id %}{{ order.note }}{% endif %}{% endif %}',
    '{% assign n = order.note %}{% if n %}{{ n }}{{ order.note }}{% endif %}',
    "{% assign n = order.note | default: '-' %}{{ n }}",
    '{% if order.note %}{% assign n = 1 %}{% else %}{% assign n = 2 %}{% endif %}{{ n }}',
    '{% if items.size > 0 %}{{ items.first.name }}{{ items[0].name }}{% endif %}',
    '{% for item in items %}{% if item.note %}{{ item.note }}{% endif %}{% endfor %}',
    "{% for item in items %}{% render 'note', note: item.note %}{% endfor %}",
    '{% if order.note %}{% for item in items %}{{ order.note }}{% endfor %}{% endif %}',
  ])('%s', async (body) => {
    const found = await findingsOf(
      templateSource({
        files: { 'email.mjml': text(body) },
        partials: { '_partials/note.liquid': '{% if note %}{{ note }}{% endif %}' },
      }),
    )
    expect(found.filter((each) => !each.startsWith('TPL106'))).toEqual([])
  })
})

describe('values that the schema lists', () => {
  const data =
    '{ type: object, required: [state, n, flags, when], properties: { state: { enum: [open, paid] }, n: { type: integer }, flags: { type: array, minItems: 1, items: { type: string } }, when: { type: [string, "null"] }, extra: { type: object, additionalProperties: { type: string } }, deep: { $ref: "#/$defs/d" } }, $defs: { d: { type: object, required: [v], properties: { v: { anyOf: [{ type: string }, { type: number }] } } } } }'
  const rest =
    '{{ n }}{{ flags.first }}{{ flags | first }}{{ flags | join }}{{ when | default: 1 }}{{ extra.any | default: 2 }}{% if deep %}{{ deep.v }}{% endif %}'

  const cases: readonly (readonly [body: string, ...findings: readonly RegExp[]])[] = [
    [`{% if state == 'open' %}1{% endif %}${rest}`],
    [
      `{% case state %}{% when 'open' %}1{% when 'payd' %}2{% endcase %}${rest}`,
      /^TPL112 .*:1:36|^TPL112 .*`state` is never "payd"; it is one of "open", "paid"/,
    ],
    [`{{ state }}${rest}{{ when }}`, /^TPL105 .*`when` may be missing/],
    [`{{ state }}${rest}{{ deep.v }}`, /^TPL105 .*`deep.v` may be missing/],
    [`{{ state }}${rest}{{ extra.any }}`, /^TPL105 .*`extra.any` may be missing/],
    [`{{ state }}${rest}{{ flags[1] }}`, /^TPL105 .*`flags\[1\]` may be missing/],
    [`{{ state }}${rest}{{ recipient.email }}`, /^TPL105 .*`recipient.email` may be missing/],
    [`{{ state }}${rest}{{ recipient.phone }}{{ locale }}{{ brand.name }}{{ brand.colour }}`],
    [`{{ state }}${rest}{% for i in (1..n) %}{{ i }}{{ forloop.index }}{% endfor %}`],
    [`{{ state }}${rest}{{ forloop.index }}`, /^TPL104 .*unknown value `forloop`/],
    [
      `{{ state }}{{ flags.first }}{{ when | default: 1 }}{{ extra.a | default: 2 }}`,
      /^TPL106 code\/template.yaml:5:\d+ the field `n` is used in no channel/,
      /^TPL106 .*`deep`/,
    ],
    [`{{ state }}${rest}{% assign a = 1 %}{{ a | plus: n }}{{ a | upcase }}`],
    [`{{ state }}${rest}{% render 'x' %}`, /^TPL109/],
  ]

  it.each(cases.map(([body, ...wanted]) => ({ body, wanted })))('$body', async ({ body, wanted }) => {
    const found = await findingsOf(smsSource(body, data))
    expect(found).toHaveLength(wanted.length)
    for (const [index, each] of wanted.entries()) expect(found[index]).toMatch(each)
  })

  it('knows the variables of brands where it is told them', async () => {
    const found = await findingsOf(
      smsSource('{{ n }}{{ brand.colr }}', '{ type: object, required: [n], properties: { n: { type: integer } } }'),
      { brands: { main: { variables: { colour: 'red' } } } },
    )
    expect(found).toEqual(['TPL104 code/sms.liquid:1:11 unknown value `brand.colr`, known here: n'])
  })

  it('has the unsubscribe address in marketing categories only', async () => {
    const source = smsSource('{{ unsubscribe_url }}', '{ type: object, properties: {} }')
    expect(await findingsOf(source, { categories: { security: { marketing: true } } })).toEqual([])
    expect(await findingsOf(source, { categories: { security: {} } })).toEqual([
      'TPL104 code/sms.liquid:1:4 `unsubscribe_url` exists only in templates of a marketing category',
    ])
  })
})

describe('what is wrong in template.yaml', () => {
  const change = (from: string | RegExp, to: string): string => yaml.replace(from, to)
  const cases: readonly (readonly [name: string, changed: string, ...findings: readonly RegExp[]])[] = [
    ['YAML that is none', 'title: [', /^TPL002 .*template.yaml:1:9 not valid YAML/],
    ['nothing', '', /^TPL003 .*template.yaml:1:1 template.yaml must be a map of keys/],
    [
      'an unknown key',
      change('title:', 'titel:'),
      /^TPL003 .*:1:1 unknown key `titel`; did you mean `title`\?/,
      /^TPL003 .*:1:1 title is missing/,
    ],
    ['an unknown lane', change('transactional', 'fast'), /^TPL003 .*:3:7 lane is `fast`/],
    [
      'a channel without a step',
      change('[email, sms, push]', '[email, sms]'),
      /^TPL003 .*:4:15 the channel push is in no step/,
    ],
    [
      'a step without a channel',
      change('[email, sms, push]', '[email, sms, push, fax]'),
      /^TPL003 .*"fax" is no channel of this template/,
    ],
    [
      'both modes of steps',
      change('{ all: [email, sms, push] }', '{ all: [email], first: [sms] }'),
      /^TPL003 .*:4:8 steps has either `all` or `first`/,
    ],
    ['a locale that is none', change('[en, de]', '[en, german_]'), /^TPL003 .*:5:15 "german_" is no locale/, /./],
    [
      'a slot without the default locale',
      change("en: 'Order {{ order.id }}', ", ''),
      /^TPL003 .*channels.email.subject has no text for the default locale en/,
    ],
    ['no subject', change(/ {4}subject.*\n/, ''), /^TPL003 .*channels.email.subject is missing/],
    [
      'a reserved name',
      change('    order:\n', '    brand: { type: string }\n    order:\n'),
      /^TPL110 .*:10:5 `brand` means the same in every template/,
    ],
    [
      'a schema that is no object',
      change('type: object', 'type: array'),
      /^TPL004 .*:7:9 the data of an intent is an object/,
    ],
    [
      'a wrong type in the schema',
      change('id: { type: string }', 'id: { type: sting }'),
      /^TPL004 .*data.properties.order.properties.id.type must be/,
    ],
    [
      'an unknown keyword in the schema',
      change('id: { type: string }', 'id: { type: string, maxlength: 3 }'),
      /^TPL004 .*unknown keyword: "maxlength"/,
    ],
    [
      'a reference out of the schema',
      change('id: { type: string }', "id: { $ref: 'https://x.example/s.json' }"),
      /^TPL004 .*:14:21 \$ref "https:\/\/x.example\/s.json" leads out of the schema/,
    ],
    [
      'a wrong time to live',
      change("title: 'Order'", "title: 'Order'\n    ttl: forever"),
      /^TPL003 .*channels.push.ttl must be 0 to 2419200 seconds/,
    ],
    [
      'a fault in a slot',
      change("'Order {{ order.id }}'", "'Order {{ order.nr }}'"),
      /^TPL104 .*template.yaml:28:30 unknown value `order.nr`/,
    ],
    [
      'a fault in a slot of several lines',
      change("preheader: 'Soon & fast'", 'preheader: |\n      Soon\n      and {{ order.nr }}'),
      /^TPL104 .*template.yaml:31:14 unknown value `order.nr`/,
    ],
    [
      'an anchor bomb',
      `a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n${yaml}`,
      /^TPL002 .*aliases \(\*name\) repeat/,
    ],
  ]

  it.each(cases.map(([name, changed, ...wanted]) => ({ name, changed, wanted })))(
    '$name',
    async ({ changed, wanted }) => {
      const found = await findingsOf(templateSource({ yaml: changed }))
      for (const each of wanted) expect(found).toEqual(expect.arrayContaining([expect.stringMatching(each)]))
      expect(found.length).toBeGreaterThan(0)
    },
  )

  it('an unknown category', async () => {
    expect(await findingsOf(templateSource(), { categories: { 'order-update': {} } })).toEqual([
      'TPL009 order-shipped/template.yaml:2:11 unknown category `order-updates`; did you mean `order-update`?',
    ])
  })

  it('a body of a locale or channel that is not listed', async () => {
    const files = { 'email.fr.mjml': '<mjml></mjml>', 'sms.text.liquid': '', 'sms.en.liquid': 'Order {{ order.id }}' }
    expect(await findingsOf(templateSource({ files }))).toEqual([
      'TPL009 order-shipped/email.fr.mjml:1:1 email.fr.mjml is sent in no channel and locale of the template',
    ])
  })

  it('a body with nothing in it, as an editor leaves it for a moment while it saves', async () => {
    for (const file of ['email.mjml', 'sms.liquid', 'push.liquid']) {
      const files = { ...templateSource().files, [file]: ' \n' }
      expect(await findingsOf({ ...templateSource(), files })).toEqual([
        `TPL005 order-shipped/${file}:1:1 the file is empty`,
      ])
    }
  })

  it('a body that is missing', async () => {
    const { 'push.liquid': _push, ...files } = templateSource().files
    expect(await findingsOf({ ...templateSource(), files })).toEqual([
      expect.stringMatching(/^TPL005 .*template.yaml:\d+:\d+ there is no push.liquid/),
    ])
  })
})

it('shows all findings of all channels and locales at once, sorted by place', async () => {
  const found = await findingsOf(
    templateSource({
      files: {
        'email.mjml': text('{{ a }}{{ b }}'),
        'email.de.mjml': text('{{ c }}'),
        'sms.liquid': '{{ d }}',
        'sms.de.liquid': '{% if %}',
        'push.liquid': '\n{{ e | f }}',
      },
    }),
  )
  expect(found.map((each) => each.split(' ').slice(0, 2).join(' '))).toEqual(
    [
      'TPL104 order-shipped/email.de.mjml:6:13',
      'TPL104 order-shipped/email.mjml:6:13',
      'TPL104 order-shipped/email.mjml:6:20',
      'TPL103 order-shipped/push.liquid:2:8',
      'TPL104 order-shipped/push.liquid:2:4',
      'TPL101 order-shipped/sms.de.liquid:1:6',
      'TPL104 order-shipped/sms.liquid:1:4',
    ].sort((a, b) => (a.slice(7) < b.slice(7) ? -1 : 1)),
  )
})
