import type { Recipient } from '@tidings/sdk'

import type { OrderShippedData } from './tidings.gen.js'

/** A customer of the shop, with what is in the box that goes out today. */
export interface Customer {
  readonly name: string
  readonly to: Recipient
  readonly box: Pick<OrderShippedData, 'items' | 'total' | 'parcel'>
}

// The name and locale of one customer can be given, to see what changes: `quickstart --name Zoë --locale en`.
const [, , name = 'Jana', locale = 'de-AT'] = process.argv

/** Three people, three ways to be reached. */
export const customers: readonly Customer[] = [
  {
    name: 'Ann',
    to: {
      id: 'cus_42',
      email: 'ann@example.com',
      phone: '+447700900123',
      locale: 'en-GB',
      timeZone: 'Europe/London',
    },
    box: {
      items: [
        { name: 'Lemon chicken', quantity: 2, price: { amount: 11.9, currency: 'GBP' }, picture: 'lemon-chicken.png' },
        { name: 'Sourdough loaf', quantity: 1, price: { amount: 5.2, currency: 'GBP' } },
      ],
      total: { amount: 29, currency: 'GBP' },
      parcel: { carrier: 'DPD', number: '15501234567890', url: 'https://parcels.example/15501234567890' },
    },
  },
  {
    name,
    to: {
      id: 'cus_77',
      email: 'jana@example.com',
      phone: '+4915112345667',
      push: [{ token: 'fZ3-q0xLSkq1:APA91bHun4MxP5egoKMwt2KZFBaFUH', app: 'android' }],
      locale,
      timeZone: 'Europe/Vienna',
    },
    box: {
      items: [
        {
          name: 'Zitronenhähnchen',
          quantity: 2,
          price: { amount: 12.9, currency: 'EUR' },
          picture: 'lemon-chicken.png',
        },
        { name: 'Kürbiscurry', quantity: 2, price: { amount: 9.9, currency: 'EUR' }, picture: 'squash-curry.png' },
        { name: 'Bauernbrot', quantity: 1, price: { amount: 4.8, currency: 'EUR' } },
      ],
      total: { amount: 50.4, currency: 'EUR' },
      parcel: { carrier: 'DHL', number: 'JJD0090012345', url: 'https://parcels.example/JJD0090012345' },
    },
  },
  {
    name: 'Ben',
    to: {
      id: 'cus_90',
      email: 'ben@example.com',
      push: [{ token: 'eX7-b1yMTlr2:APA91bGvo5NyQ6fhpLNxu3LAGCbGVI', app: 'ios' }],
      locale: 'de',
      timeZone: 'Europe/Berlin',
    },
    box: {
      items: [
        {
          name: 'Rote-Bete-Risotto',
          quantity: 2,
          price: { amount: 10.9, currency: 'EUR' },
          picture: 'beetroot-risotto.png',
        },
      ],
      total: { amount: 21.8, currency: 'EUR' },
      parcel: { carrier: 'GLS', number: 'ZGLS00778812', url: 'https://parcels.example/ZGLS00778812' },
    },
  },
]
