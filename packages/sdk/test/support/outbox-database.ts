import { randomBytes } from 'node:crypto'
import pg from 'pg'

/** URL of a PostgreSQL whose user may create databases; undefined where this run has none. */
export const postgresUrl: string | undefined = process.env.TIDINGS_TEST_POSTGRES || undefined

/** The surface that the outbox calls, with a place to keep what comes. A body with `refuse-me` is refused. */
const schema = `
CREATE SCHEMA tidings;
CREATE TABLE tidings.outbox (lane smallint NOT NULL, id bigint GENERATED ALWAYS AS IDENTITY, body text NOT NULL CHECK (body NOT LIKE '%refuse-me%'), PRIMARY KEY (lane, id));
CREATE TABLE tidings.cancels (source text, id text, key text);
CREATE FUNCTION tidings.emit(lanes smallint[], bodies text[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = tidings, pg_temp AS $$
  INSERT INTO outbox (lane, body) SELECT lane, body FROM unnest(lanes, bodies) AS e(lane, body);
$$;
CREATE FUNCTION tidings.cancel(source text, id text, key text) RETURNS text LANGUAGE sql SECURITY DEFINER SET search_path = tidings, pg_temp AS $$
  INSERT INTO cancels VALUES (source, id, key);
  SELECT CASE WHEN id LIKE 'late-%' THEN 'too late' WHEN id LIKE 'waiting-%' THEN 'cancelled' ELSE 'recorded' END;
$$;
REVOKE ALL ON FUNCTION tidings.emit(smallint[], text[]), tidings.cancel(text, text, text) FROM PUBLIC;`

/** A scratch database with an outbox. */
export interface OutboxDatabase {
  readonly url: string
  /** For the tests' own statements. */
  readonly client: pg.Client
  /** Bodies in the order in which they were taken, most urgent lane first. */
  bodies(): Promise<string[]>
  drop(): Promise<void>
}

/** Makes one on the PostgreSQL of this run. `empty`: without the schema. */
export async function outboxDatabase(options: { readonly empty?: boolean } = {}): Promise<OutboxDatabase> {
  const name = `tidings_sdk_${randomBytes(6).toString('hex')}`
  await administer(`CREATE DATABASE ${name} TEMPLATE template0`)
  const url = new URL(postgresUrl ?? '')
  url.pathname = `/${name}`
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  if (options.empty !== true) await client.query(schema)
  return {
    url: url.href,
    client,
    async bodies() {
      const { rows } = await client.query<{ body: string }>('SELECT body FROM tidings.outbox ORDER BY lane, id')
      return rows.map(({ body }) => body)
    },
    async drop() {
      await client.end()
      await administer(`DROP DATABASE ${name}`)
    },
  }
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
