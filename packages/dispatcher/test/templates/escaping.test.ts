import { type DefaultTreeAdapterMap, parse } from 'parse5'
import { describe, expect, it } from 'vitest'

import { loadProgram, runToText } from '#dispatcher/render/program.js'
import { RenderError } from '#dispatcher/render/render-error.js'

import { scopeOf } from './conformance/engines.js'
import { compileHtmlSource } from './html-source.js'
import { payloads } from './payloads.js'

type Node = DefaultTreeAdapterMap['node']

interface Slot {
  readonly html: string
  /** A value that may stand there. */
  readonly benign: string
  /** What the parser has to find there instead; undefined: any URL or style that runs nothing. */
  readonly found?: (payload: string) => string
}

/** HTML has one kind of line end, and no NUL. */
const exact = (payload: string): string => payload.replace(/\r\n?/g, '\n').replaceAll('\0', '\uFFFD')
const encoded = (payload: string): string =>
  encodeURIComponent(payload).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )

const slots: Readonly<Record<string, Slot>> = {
  text: { html: '<p>before {{ x }} after</p>', benign: 'benign', found: exact },
  'text of a cell': { html: '<table><tr><td>{{ x }}</td></tr></table>', benign: 'benign', found: exact },
  'text with its lines kept': {
    html: '<p>a {{ x | newline_to_br }}</p>',
    benign: 'benign',
    found: (payload) => exact(payload.split(/\r?\n/)[0] ?? ''),
  },
  'text of a title': {
    html: '<html><head><title>{{ x }}</title></head><body>b</body></html>',
    benign: 'benign',
    found: exact,
  },
  attribute: { html: '<img src="https://a.example/x.png" alt="{{ x }}" width="1">', benign: 'benign', found: exact },
  'attribute in single quotes': {
    html: "<img src='https://a.example/x.png' alt='a {{ x }} b'>",
    benign: 'benign',
    found: exact,
  },
  'attribute of a class': { html: '<td class="card {{ x }}">t</td>', benign: 'benign', found: exact },
  link: { html: '<a href="{{ x }}" title="t">t</a>', benign: 'https://benign.example/' },
  picture: { html: '<img src="{{ x }}" alt="a">', benign: 'https://benign.example/' },
  background: { html: '<td background="{{ x }}" valign="top">t</td>', benign: 'https://benign.example/' },
  'path of a link': {
    html: '<a href="https://a.example/o/{{ x }}/p">t</a>',
    benign: 'benign',
    found: (payload) => encoded(payload).replaceAll('%2F', '/'),
  },
  'query of a link': { html: '<a href="https://a.example/?q={{ x }}&amp;r=1">t</a>', benign: 'benign', found: encoded },
  'fragment of a link': { html: '<a href="https://a.example/#{{ x }}">t</a>', benign: 'benign', found: encoded },
  'host of a link': { html: '<a href="https://{{ x }}.a.example/p">t</a>', benign: 'benign' },
  'address of a link': {
    html: '<a href="mailto:{{ x }}">t</a>',
    benign: 'benign',
    found: (payload) => encoded(payload).replaceAll('%40', '@').replaceAll('%2B', '+'),
  },
  'link behind a condition': {
    html: '<a href="{% if y %}https://a.example/{% else %}{{ x }}{% endif %}">t</a>',
    benign: 'https://benign.example/',
  },
  style: { html: '<td style="color:{{ x }};font-size:14px">t</td>', benign: 'red' },
  'picture in a style': {
    html: `<td style="background:url('{{ x }}') no-repeat;color:red">t</td>`,
    benign: 'https://benign.example/',
  },
  'path in a style': { html: '<td style="background:url(https://a.example/{{ x }})">t</td>', benign: 'benign' },
  'style sheet': { html: '<style>td { color: {{ x }}; }</style><p>t</p>', benign: 'red' },
  'conditional comment': {
    html: '<p>a</p><!--[if mso]><v:fill src="{{ x }}" color="#fff" /><![endif]--><p>b</p>',
    benign: 'https://benign.example/',
  },
  'text in a conditional comment': {
    html: '<p>a</p><!--[if mso]><p>{{ x }}</p><![endif]--><p>b</p>',
    benign: 'benign',
    found: exact,
  },
  'attribute in a conditional comment': {
    html: '<!--[if mso | IE]><table title="a {{ x }}"><tr><td>a</td></tr></table><![endif]--><p>b</p>',
    benign: 'benign',
    found: exact,
  },
  'link in a conditional comment': {
    html: '<p>a</p><!--[if mso]><v:roundrect href="{{ x }}" fillcolor="#fff"><w:anchorlock/></v:roundrect><![endif]-->',
    benign: 'https://benign.example/',
  },
  'path in a conditional comment': {
    html: '<!--[if mso]><v:roundrect href="https://a.example/{{ x }}" /><![endif]--><p>a</p>',
    benign: 'benign',
    found: (payload) => encoded(payload).replaceAll('%2F', '/'),
  },
  'style in a conditional comment': {
    html: '<!--[if gte mso 9]><table><tr><td style="width:{{ x }};color:red">a</td></tr></table><![endif]--><p>b</p>',
    benign: '600px',
  },
  'style sheet in a conditional comment': {
    html: '<!--[if mso]><style>td { color: {{ x }}; }</style><![endif]--><p>b</p>',
    benign: 'red',
  },
  'text that Outlook does not read': {
    html: '<p>a</p><!--[if !mso]><!--><p title="{{ x }}">{{ x }}</p><!--<![endif]--><p>b</p>',
    benign: 'benign',
    found: exact,
  },
  'partial in an attribute': {
    html: `<img src="https://a.example/x.png" alt="{% render 'p', v: x %}">`,
    benign: 'benign',
    found: exact,
  },
}

describe('a value cannot leave its place', () => {
  it('has at least 500 payloads', () => expect(new Set(payloads).size).toBeGreaterThanOrEqual(500))

  it.each(Object.entries(slots))('%s', (_name, { html, benign, found }) => {
    const { program, findings } = compileHtmlSource(html, { p: '{{ v }}' })
    expect(findings).toEqual([])
    const loaded = loadProgram(program, (text) => text)
    const render = (x: string): string => runToText(loaded, scopeOf({ x, y: false }))
    const calm = render(benign)
    let taken = 0
    for (const payload of payloads) {
      let text: string
      try {
        text = render(payload)
      } catch (error) {
        expect(error).toBeInstanceOf(RenderError)
        continue
      }
      taken++
      for (const open of [(document: string) => document, openConditionals]) {
        expect(withoutBreaks(outline(open(text), () => '*')), payload).toEqual(outline(open(calm), () => '*'))
      }
      expectValues(
        outline(openConditionals(text), exact),
        outline(openConditionals(calm), exact),
        benign,
        payload,
        found,
      )
    }
    expect(taken).toBeGreaterThan(0)
  })

  it('refuses every URL whose scheme is not one of a mail, and says which', () => {
    const { program } = compileHtmlSource('<a href="{{ x }}">t</a>')
    const loaded = loadProgram(program, (text) => text)
    for (const x of ['javascript:alert(1)', 'DATA:text/html,x', 'vbscript:x', 'file:///x', 'x-app:go']) {
      expect(() => runToText(loaded, scopeOf({ x }))).toThrow(
        /case\.html:1:10: a URL may not have the scheme "[a-z-]+:"/,
      )
    }
    for (const x of [
      'https://a.example/ä?b=c&d=e#f',
      'http://a.example',
      'mailto:a@b.example',
      'tel:+4930123',
      'cid:logo',
    ]) {
      expect(runToText(loaded, scopeOf({ x }))).toContain('href="')
    }
  })
})

/** The tree that HTML5 makes of it, as lines; values go through `value`. */
function outline(html: string, value: (text: string) => string): readonly string[] {
  const lines: string[] = []
  const walk = (node: Node, depth: number) => {
    const indent = '  '.repeat(depth)
    if ('value' in node) lines.push(`${indent}text ${value(node.value)}`)
    else if ('tagName' in node) {
      lines.push(`${indent}<${node.tagName}> ${node.namespaceURI}`)
      for (const { name, value: text } of node.attrs) lines.push(`${indent}@${name} ${value(text)}`)
    } else lines.push(`${indent}${node.nodeName}`)
    if ('content' in node) walk(node.content, depth + 1)
    if ('childNodes' in node) for (const child of node.childNodes) walk(child, depth + 1)
  }
  walk(parse(html), 0)
  return lines
}

/** `newline_to_br` may add breaks, and the lines behind them. */
function withoutBreaks(lines: readonly string[]): readonly string[] {
  const isBreak = (line: string | undefined): boolean => line?.trimStart().startsWith('<br>') ?? false
  return lines.filter((line, index) => !isBreak(line) && !isBreak(lines[index - 1]))
}

function expectValues(
  lines: readonly string[],
  calm: readonly string[],
  benign: string,
  payload: string,
  found: Slot['found'],
): void {
  calm.forEach((line, index) => {
    const at = line.indexOf(benign)
    const actual = lines[index] ?? ''
    if (at === -1) expect(actual).toBe(line)
    else if (found !== undefined)
      expect(actual).toBe(line.slice(0, at) + found(payload) + line.slice(at + benign.length))
    else expect(actual.slice(at)).not.toMatch(/^[\s\p{Cc}]*(?:javascript|vbscript|data|file|blob):/iu)
  })
}

function openConditionals(html: string): string {
  return html.replace(/<!--\[if[^\]]*\]>(?:<!-->)?/g, '').replace(/(?:<!--)?<!\[endif\]-->/g, '')
}
