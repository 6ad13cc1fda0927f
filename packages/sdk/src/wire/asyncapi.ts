import { intentMediaType, intentType } from './encode.js'
import { intentSchema, type JsonSchema } from './schema.js'

/** The wire format as an AsyncAPI 3.0 document, around the same schema. */
export const intentAsyncApi: JsonSchema = {
  asyncapi: '3.0.0',
  info: {
    title: 'Tidings intents',
    version: '1.0.0',
    description: 'What services emit to have a message sent: order mails, one-time codes, SMS, push.',
    license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
  },
  defaultContentType: intentMediaType,
  channels: {
    intents: {
      description:
        'One order per lane: critical, transactional, bulk. In PostgreSQL it is the SQL function tidings.emit(lanes smallint[], bodies text[]) with the lanes 0, 1 and 2.',
      messages: { intent: { $ref: '#/components/messages/intent' } },
    },
  },
  operations: {
    emit: {
      action: 'receive',
      summary: 'Take in an intent.',
      channel: { $ref: '#/channels/intents' },
      messages: [{ $ref: '#/channels/intents/messages/intent' }],
    },
  },
  components: {
    messages: {
      intent: {
        name: intentType,
        title: 'Intent',
        contentType: intentMediaType,
        payload: { schemaFormat: 'application/schema+json;version=draft-2020-12', schema: intentSchema },
      },
    },
  },
}
