// What a mail costs before it is sent: data into a published template, and the whole message as bytes. Against doing all
// of it for each recipient, and against joining the finished pieces and turning them into UTF-8, which escapes nothing,
// formats nothing and makes no MIME.
import { pathToFileURL } from 'node:url'

import { simpleParser } from 'mailparser'

import { prepareEmail } from '../dist/render/mime/email-writer.js'
import { encodeChunk } from '../dist/render/mime/quoted-printable.js'
import { createLiquidPage, createNaivePipeline } from './fixtures/naive-mail.mjs'
import {
  compileOrderConfirmation,
  loadOrderConfirmation,
  loadTranslatedOrder,
  orderMjml,
  orderRequest,
} from './fixtures/order-confirmation.mjs'
import { createUtf8Page } from './fixtures/utf8-page.mjs'

export const postgres = false

const rounds = 9
const people = 500
const requests = Array.from({ length: people }, (_, index) => orderRequest(index))

export async function run(report) {
  const template = await loadOrderConfirmation()
  const translated = await loadTranslatedOrder()
  const naive = createNaivePipeline(orderMjml)
  const sample = await naive(requests[1])
  await compare(template.render(requests[1]).raw, sample.html)
  await compare(translated.render(requests[1]).raw, sample.html)
  const pieces = piecesOf(requests[1], sample.html)
  const mime = prepareMime(pieces)
  const { email } = await compileOrderConfirmation()
  const page = createUtf8Page(email.en.html, scopeOf)
  const liquid = await createLiquidPage(orderMjml, scopeOf(requests[1]))
  if (bare(page(requests[1]).toString()) !== bare(liquid(requests[1]).toString()))
    throw new Error('liquidjs makes another page: their figures cannot be compared')

  const contenders = {
    render: { times: 4000, once: (index) => template.render(requests[index % people]).raw.length },
    translated: { times: 4000, once: (index) => translated.render(requests[index % people]).raw.length },
    mime: { times: 4000, once: (index) => mime.write(mimeRequest(requests[index % people])).raw.length },
    concatenation: { times: 4000, once: () => joined(pieces).length },
    page: { times: 4000, once: (index) => page(requests[index % people]).length },
    liquid: { times: 100, once: (index) => liquid(requests[index % people]).length },
    naive: { times: 20, once: async (index) => (await naive(requests[index % people])).raw.length },
  }
  const micros = await alternate(contenders)

  const conditions = {
    time: 'CPU of the process, median',
    rounds,
    htmlBytes: Buffer.byteLength(sample.html),
    messageBytes: template.render(requests[1]).raw.length,
    ratio: 'times as fast as the baseline',
  }
  const against = (baseline, value, name) => ({
    unit: 'us',
    baseline,
    baselineValue: micros[name],
    ratio: micros[name] / value,
    conditions,
  })
  report({
    bench: 'render',
    figure: 'render and MIME, 30 KB order mail',
    value: micros.render,
    ...against('mjml + liquidjs + html-to-text + nodemailer per recipient', micros.render, 'naive'),
  })
  report({
    bench: 'render',
    figure: 'render and MIME with texts from catalogues',
    value: micros.translated,
    ...against('the same mail with its texts in the template', micros.translated, 'render'),
  })
  report({
    bench: 'render',
    figure: 'HTML alone, to UTF-8',
    value: micros.page,
    ...against('liquidjs, parsed once, with the same filters', micros.page, 'liquid'),
  })
  report({
    bench: 'render',
    figure: 'render and MIME beside plain concatenation',
    value: micros.render,
    ...against('string concatenation to UTF-8', micros.render, 'concatenation'),
  })
  report({
    bench: 'render',
    figure: 'MIME alone, values at hand',
    value: micros.mime,
    ...against('string concatenation to UTF-8', micros.mime, 'concatenation'),
  })
}

const bare = (html) => html.replaceAll(/\s+/g, ' ')

/** Makes sure that both ways lead to the same mail. White space between tags is mjml's own affair. */
async function compare(raw, naiveHtml) {
  const { html } = await simpleParser(Buffer.from(raw))
  if (bare(html) !== bare(naiveHtml))
    throw new Error('the naive pipeline makes another mail: their figures cannot be compared')
}

/** Medians of CPU microseconds per operation. The contenders take turns, so that a busy neighbour slows all of them. */
async function alternate(contenders) {
  const samples = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]))
  for (let round = -2; round < rounds; round++) {
    for (const [name, { times, once }] of Object.entries(contenders)) {
      const before = process.cpuUsage()
      for (let index = 0; index < times; index++) {
        const bytes = once(index)
        if (!((typeof bytes === 'number' ? bytes : await bytes) > 20_000)) throw new Error(`${name} made no mail`)
      }
      const { user, system } = process.cpuUsage(before)
      if (round >= 0) samples[name].push((user + system) / times)
    }
  }
  return Object.fromEntries(Object.entries(samples).map(([name, values]) => [name, median(values)]))
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1]
}

/** The finished mail, cut where the values of the data stand: even pieces are static. */
function piecesOf({ data, brand }, html) {
  const values = [...leaves(data), ...leaves(brand.variables)].filter((value) => value.length > 3)
  const pattern = new RegExp(`(${values.map((value) => value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`)
  return html.split(pattern)
}

function leaves(value) {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [String(value)]
}

function joined(pieces) {
  let text = ''
  for (const piece of pieces) text += piece
  return Buffer.from(text)
}

function scopeOf({ recipient, brand, data, admittedAt }) {
  const globals = { recipient, brand: { ...brand.variables, name: brand.sender.name } }
  return { data, globals, format: 'en', timeZone: recipient.timeZone, now: admittedAt, subject: {} }
}

function prepareMime(pieces) {
  const encoded = pieces.map((piece, index) => (index % 2 === 0 ? encodeChunk(piece) : piece))
  const html = {
    run(_scope, out) {
      for (const piece of encoded) {
        if (typeof piece === 'string') out.value(piece)
        else out.chunk(piece)
      }
    },
  }
  const text = { run: (_scope, out) => out.value('Thank you') }
  return prepareEmail({ html, text, marketing: false })
}

function mimeRequest({ messageId, admittedAt, brand, address, data }) {
  const { replyTo, ...from } = brand.sender
  return {
    messageId,
    admittedAt,
    from,
    replyTo,
    to: address,
    subject: `Order ${data.order.id} is confirmed, ${data.customer.name}`,
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await run((figure) => console.log(JSON.stringify(figure)))
}
