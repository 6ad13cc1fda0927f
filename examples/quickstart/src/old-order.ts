/** An order as the shop's old system exports it: a price with a comma is text, and nothing was packed. */
export const oldOrder = `{
  "order": { "id": "B-3" },
  "parcel": { "carrier": "DHL", "number": "JJD0090012346", "url": "https://parcels.example/JJD0090012346" },
  "arrival": { "from": "2026-12-03T08:00:00Z", "until": "2026-12-03T10:00:00Z" },
  "items": [],
  "total": { "amount": "31,80", "currency": "EUR" }
}`
