/** A template.yaml for examples: that of the sound template, in these locales and with these fields more. */
export function exampleDefinition(locales: readonly string[], fields: Readonly<Record<string, string>> = {}): string {
  const names = ['name', 'url', ...Object.keys(fields)]
  return `title: Order shipped
category: orders
lane: transactional
steps: { all: [email, sms, push] }
locales: [${locales.join(', ')}]
data:
  type: object
  required: [${names.join(', ')}]
  additionalProperties: false
  properties:
    name: { type: string, maxLength: 40 }
    url: { type: string, format: uri, pattern: '^https://', maxLength: 60 }
${Object.entries(fields)
  .map(([name, schema]) => `    ${name}: ${schema}\n`)
  .join('')}channels:
  email:
    subject: 'Your order is on its way, {{ name }}'
    preheader: 'It arrives tomorrow between 9 and 12, follow it on its way'
  sms: {}
  push: { title: Your order is on its way, link: '{{ url }}' }
`
}

/** A sample for it. */
export function exampleSample(fields: Readonly<Record<string, unknown>>): string {
  const data = { name: 'Ann', url: 'https://shop.example/t/1', ...fields }
  return `${JSON.stringify({ to: { email: 'ann@example.com', phone: '+4915112345678', locale: 'en' }, data }, null, 2)}\n`
}
