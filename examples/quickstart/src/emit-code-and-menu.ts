// Other services emit other things: a code that somebody waits for, and a menu that can wait.
//   node --env-file=.tidings/env dist/emit-code-and-menu.js
import { createTidings } from '@tidings/sdk'
import { outbox } from '@tidings/sdk/postgres'
import pg from 'pg'

import { customers } from './customers.js'
import { inDays } from './days.js'
import { contracts, type WeeklyMenuData } from './tidings.gen.js'

const menu: WeeklyMenuData = {
  week: { number: 49, arrives: inDays(9, 0).slice(0, 10), deadline: inDays(5, 18) },
  url: 'https://www.ladlewick.example/menu/49',
  dishes: ['Lemon chicken', 'Beetroot risotto', 'Squash curry'].map((name) => {
    const file = name.toLowerCase().replace(' ', '-')
    return {
      name,
      text: 'Half an hour at the stove, and the rest of the evening for something else.',
      kind: name === 'Lemon chicken' ? 'meat' : 'vegetarian',
      minutes: 30,
      price: { amount: 10.9, currency: 'EUR' },
      picture: `${file}.png`,
      url: `https://www.ladlewick.example/menu/${file}`,
    }
  }),
}

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL })
const tidings = createTidings({ source: 'accounts', transport: outbox(pool), contracts })

// `one-time-code` has its steps in its template: an SMS first, and an e-mail where that fails.
const [ann] = customers
if (ann !== undefined) {
  const code = await tidings.emit('one-time-code', {
    to: ann.to,
    data: { code: '482913', minutes: 10, purpose: 'sign-in' },
  })
  console.log(JSON.stringify({ id: code.id, template: 'one-time-code', locale: ann.to.locale, note: 'critical lane' }))
}

const emitted = await tidings.emitMany(customers.map(({ to }) => ({ template: 'weekly-menu', to, data: menu })))
for (const [index, { id }] of emitted.entries()) {
  const locale = customers[index]?.to.locale
  console.log(JSON.stringify({ id, template: 'weekly-menu', locale, note: 'bulk lane' }))
}
await tidings.close()
await pool.end()
