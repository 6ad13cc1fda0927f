import type pg from 'pg'

/** Makes the table of orders where it is missing. */
export async function createOrders(pool: pg.Pool): Promise<void> {
  await pool.query(`
    CREATE TABLE IF NOT EXISTS orders (
      number text PRIMARY KEY,
      customer text NOT NULL,
      email text NOT NULL,
      locale text NOT NULL,
      items jsonb NOT NULL,
      total numeric NOT NULL,
      shipped_at timestamptz
    )`)
}

/** Adds an order that waits to be shipped; where it is there already, it waits again. */
export async function addOrder(pool: pg.Pool, number: string): Promise<void> {
  const items = [{ name: 'Zitronenhähnchen', quantity: 2, price: { amount: 12.9, currency: 'EUR' } }]
  await pool.query(
    `INSERT INTO orders (number, customer, email, locale, items, total) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (number) DO UPDATE SET shipped_at = NULL`,
    [number, 'cus_42', 'ann@example.com', 'de', JSON.stringify(items), 25.8],
  )
}
