// What Liquid means, each taken out once. Format: .ci/mutants.mjs.
const source = (path) => `packages/dispatcher/src/${path}`
const conformance = (topic) =>
  `packages/dispatcher/test/templates/conformance/conformance.test.ts > templates render as liquidjs renders them ${topic}`

export const mutants = [
  {
    name: 'an empty text and zero are true',
    file: source('render/value.ts'),
    find: 'return value !== false && value !== null && value !== undefined',
    replace: 'return Boolean(value)',
    test: conformance('if and unless'),
  },
  {
    name: 'forloop.last is the last round',
    file: source('render/load-loop.ts'),
    find: 'last: index === length - 1,',
    replace: 'last: index === length,',
    test: conformance('for'),
  },
  {
    name: 'a range has its end in it',
    file: source('render/expression.ts'),
    find: 'numberOf(last(running)) - start + 1',
    replace: 'numberOf(last(running)) - start',
    test: conformance('for'),
  },
  {
    name: 'a dash takes white space away',
    file: source('templates/language/parse.ts'),
    find: 'return (token as unknown as { getContent(): string }).getContent()',
    replace: 'return token.getText()',
    test: conformance('whitespace'),
  },
  {
    name: 'default stands in for false',
    file: source('render/filters/list.ts'),
    find: 'return isTruthy(input) ? input : fallback',
    replace: 'return input === false || isTruthy(input) ? input : fallback',
    test: conformance('default and escape'),
  },
  {
    name: 'what is missing equals nil',
    file: source('render/value.ts'),
    find: 'return (left ?? null) === (right ?? null)',
    replace: 'return left === right',
    test: conformance('comparison'),
  },
  {
    name: 'contains looks at the whole text',
    file: source('render/expression.ts'),
    find: 'left.includes(String(right))',
    replace: 'left.startsWith(String(right))',
    test: conformance('comparison'),
  },
  {
    name: 'a list is cut before it is reversed',
    file: source('render/load-loop.ts'),
    find: `    if (offset !== undefined) list = list.slice(numberOf(offset(running)))
    if (limit !== undefined) list = list.slice(0, numberOf(limit(running)))
    if (instruction.reversed === true) list = [...list].reverse()
`,
    replace: `    if (instruction.reversed === true) list = [...list].reverse()
    if (offset !== undefined) list = list.slice(numberOf(offset(running)))
    if (limit !== undefined) list = list.slice(0, numberOf(limit(running)))
`,
    test: conformance('for'),
  },
  {
    name: 'case goes on after a when that fits',
    file: source('render/load-block.ts'),
    find: '          hit = true\n          branch.run(running, out)\n',
    replace: '          return branch.run(running, out)\n',
    test: conformance('case'),
  },
  {
    name: 'capture begins afresh',
    file: source('render/load-block.ts'),
    find: 'running.slots[slot] = collectText((out) => run(running, out))',
    replace: "running.slots[slot] = String(running.slots[slot] ?? '') + collectText((out) => run(running, out))",
    test: conformance('assign and capture'),
  },
  {
    name: 'a partial sees its arguments only',
    file: source('render/load-block.ts'),
    find: '          ? (running) => propertyOf(running.scope.globals, name)\n',
    replace: '          ? names.read(name)\n',
    test: conformance('render'),
  },
  {
    name: 'a quote in an attribute is escaped',
    file: source('render/escape.ts'),
    find: `'"': '&#34;',`,
    replace: `'"': '"',`,
    test: 'packages/dispatcher/test/templates/escaping.test.ts',
  },
  {
    name: 'now is when the intent was admitted',
    file: source('render/filters/relative-time.ts'),
    find: 'then.getTime() - now.getTime()',
    replace: 'then.getTime() - Date.now()',
    test: 'packages/dispatcher/test/render/relative-time.test.ts',
  },
  {
    name: 'a text is looked for in the language of a country, too',
    file: source('templates/locales/locale-texts.ts'),
    find: 'lookUp(key, localeChain(locale))',
    replace: 'lookUp(key, [locale])',
    test: 'packages/dispatcher/test/templates/locales/catalogues.test.ts > is taken from the most special catalogue, and from the own one before the shared one',
  },
]
