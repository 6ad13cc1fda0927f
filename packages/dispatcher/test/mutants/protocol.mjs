// The rules of the ledger protocol, each taken out once. Format: .ci/mutants.mjs.
const source = (path) => `packages/dispatcher/src/${path}`
const crash = (name) => `packages/dispatcher/test/crash/${name}`

const interleavings = crash(
  'interleavings.test.ts > owners that claim, begin, record, die and come late in any order never have two calls open, nor lose a message',
)
const transitions = crash(
  'transitions.test.ts > whatever a provider answers, a message ends once, is counted right, and an unknown is sent again at most once',
)
const outcomes = 'packages/dispatcher/test/delivery/outcomes.test.ts'
const faults = 'packages/dispatcher/test/delivery/faults.test.ts'
const poison = `${faults} > a message that was held at three deaths fails as poison, and one with two is claimed alone and sent`

export const mutants = [
  {
    name: 'an attempt is committed before its call',
    file: source('delivery/caller.ts'),
    find: '    open += batch.length\n    try {',
    replace: '    open += batch.length\n    for (const ready of batch) void call(ready)\n    try {',
    test: crash('calls.test.ts > no byte leaves before the attempt is committed'),
  },
  {
    name: 'an intent that lost its key is not admitted',
    file: source('ledger/admit.ts'),
    find: 'WHERE d.won = 1 + (i.key_hash IS NOT NULL)::int)',
    replace: 'WHERE d.won > 0)',
    test: 'packages/dispatcher/test/daemon/life-of-a-message.test.ts > the same idempotency key and body is one intent; another body is refused and names the winner',
  },
  {
    name: 'only its owner begins a message',
    file: source('ledger/begin.ts'),
    find: 'q.owner = $1 AND q.began_at IS NULL',
    replace: 'q.began_at IS NULL',
    test: interleavings,
  },
  {
    name: 'a dead owner begins nothing',
    file: source('ledger/begin.ts'),
    find: '  AND EXISTS (SELECT FROM dispatchers WHERE owner = $1 AND NOT dead)\n',
    replace: '',
    test: interleavings,
  },
  {
    name: 'a dead owner claims nothing',
    file: source('ledger/claim.ts'),
    find: "x.flow, ' : ''}x.due LIMIT $2 FOR UPDATE SKIP LOCKED))\n    AND CASE WHEN q.owner IS NULL AND q.hold IS NULL THEN true END AND EXISTS (SELECT FROM dispatchers WHERE owner = $1 AND NOT dead)",
    replace:
      "x.flow, ' : ''}x.due LIMIT $2 FOR UPDATE SKIP LOCKED))\n    AND CASE WHEN q.owner IS NULL AND q.hold IS NULL THEN true END",
    test: interleavings,
  },
  {
    name: 'nothing begins after its cancel has committed',
    file: source('ledger/begin.ts'),
    find: '  AND (SELECT true FROM cancels c WHERE c.hash = b.hash) IS NULL AND (SELECT true FROM cancels c WHERE c.hash = b.key_hash) IS NULL\n',
    replace: '',
    test: interleavings,
  },
  {
    name: 'nothing begins after its expiry',
    file: source('ledger/begin.ts'),
    find: ' AND now() < q.expires_at THEN',
    replace: ' THEN',
    test: crash('rules.test.ts > what expires between its gates and its begin does not begin'),
  },
  {
    name: 'begin is planned by the primary key',
    file: source('ledger/begin.ts'),
    find: 'CASE WHEN q.generation = b.generation AND q.owner = $1 AND q.began_at IS NULL AND q.hold IS NULL AND now() < q.expires_at THEN true END',
    replace:
      'q.generation = b.generation AND q.owner = $1 AND q.began_at IS NULL AND q.hold IS NULL AND now() < q.expires_at',
    test: crash('plans.test.ts'),
  },
  {
    name: 'begin reaches its rows one by one, also with a plan that was made while its leaf was empty',
    file: source('ledger/begin.ts'),
    find: 'WHERE q.ctid = b.at\n',
    replace: 'WHERE q.intent = b.intent AND q.n = b.n\n',
    test: crash(
      'plans.test.ts > what was planned while its leaf was empty reads no more than its batch when the leaf is full',
    ),
  },
  {
    name: 'only its owner writes about a message',
    file: source('ledger/record.ts'),
    find: 'q.owner = $1 AND (q.began_at IS NOT NULL) = (r.written > 0) AND (r.action <> 3 OR q.hold IS NULL) THEN true END AND r.action IN (2, 3, 4)',
    replace:
      '(q.began_at IS NOT NULL) = (r.written > 0) AND (r.action <> 3 OR q.hold IS NULL) THEN true END AND r.action IN (2, 3, 4)',
    test: interleavings,
  },
  {
    name: 'a result belongs to the attempt that it is of',
    file: source('ledger/record.ts'),
    find: 'q.attempt = r.attempt AND q.owner = $1 AND (q.began_at IS NOT NULL) = (r.written > 0) AND (r.action <> 3 OR q.hold IS NULL) THEN true END AND r.action IN (1, 5)',
    replace:
      'q.owner = $1 AND (q.began_at IS NOT NULL) = (r.written > 0) AND (r.action <> 3 OR q.hold IS NULL) THEN true END AND r.action IN (1, 5)',
    test: crash('rules.test.ts > the result of a call that was given up does not end the next call of the same owner'),
  },
  {
    name: 'a record that is sent twice does not meet its message claimed again',
    file: source('ledger/record.ts'),
    find: ' AND (q.began_at IS NOT NULL) = (r.written > 0) AND (r.action <> 3 OR q.hold IS NULL) THEN true END AND r.action IN (2, 3, 4)',
    replace: ' THEN true END AND r.action IN (2, 3, 4)',
    test: interleavings,
  },
  {
    name: 'a retry is never due after the expiry',
    file: source('ledger/record.ts'),
    find: "due = least(now() + r.delay * interval '1 ms', q.expires_at + CASE WHEN r.action = 3 THEN r.delay * interval '1 ms' ELSE interval '0' END)",
    replace: "due = now() + r.delay * interval '1 ms'",
    test: crash('rules.test.ts > a retry is never due after the expiry, so that a message ends in time'),
  },
  {
    name: 'a call whose owner died is unknown, never pending',
    file: source('ledger/rescue.ts'),
    find: 'SET owner = NULL, strikes = q.strikes + (q.began_at IS NULL)::int::smallint,\n    hold = CASE WHEN q.began_at IS NOT NULL THEN 1 ELSE q.hold END,',
    replace: 'SET owner = NULL, began_at = NULL, strikes = q.strikes,\n    hold = q.hold,',
    test: interleavings,
  },
  {
    name: 'a dead owner is remembered for as long as a statement of its may run',
    file: source('ledger/lease.ts'),
    find: " AND d.lease < now() - interval '1 minute'",
    replace: '',
    test: crash(
      'interleavings.test.ts > a claim that was on its way to its commit when its owner was declared dead, swept and forgotten is rescued',
    ),
  },
  {
    name: 'only who has kept its own lease declares others dead',
    file: source('delivery/lease-thread.ts'),
    find: 'if (heldSince !== undefined && from - heldSince >= BigInt(leaseMs) * 1_000_000n)',
    replace: 'if (leaseMs > 0)',
    test: crash(
      'outages.test.ts > with a PostgreSQL of its own the ledger is away for longer than a lease, and every result is recorded when it is back: nothing is unknown',
    ),
  },
  {
    name: 'no first byte leaves when the lease is over',
    file: source('delivery/caller.ts'),
    find: 'tooLate: () => stopped || process.hrtime.bigint() > firstByteBy,',
    replace: 'tooLate: () => stopped || firstByteBy < 0n,',
    test: crash('calls.test.ts > what has begun when the lease is over by our own clock is not called'),
  },
  {
    name: 'what did not begin is given back, also when a claim is under way',
    file: source('delivery/lane.ts'),
    find: '      for (const row of rows) held.delete(heldKey(row))\n      inDoubt = true\n    },',
    replace: '      for (const row of rows) held.delete(heldKey(row))\n    },',
    test: crash('calls.test.ts > what did not begin because the connection was cut is given back, and sent'),
  },
  {
    name: 'results that come late are kept and settle',
    file: source('delivery/recorder.ts'),
    find: '    if (refused.length === 0) return\n',
    replace: '    if (refused.length >= 0) return\n',
    test: crash(
      'outages.test.ts > a dispatcher that alone cannot reach the ledger begins nothing, is taken over, and hands in what it knows',
    ),
  },
  {
    name: 'gates decide before an attempt',
    file: source('delivery/judge.ts'),
    find: '  if (!passage.passed) {',
    replace: '  if (!passage.passed && row.n < 0) {',
    test: `${outcomes} > a paused template is held, and goes on when it is resumed`,
  },
  {
    name: 'a message keeps the template version that it was admitted with',
    file: source('intake/rows.ts'),
    find: 'templateVersion: plan.version?.id ?? null,',
    replace: 'templateVersion: null,',
    test: crash('rules.test.ts > a message that waits is rendered from the version that it was admitted with'),
  },
  {
    name: 'three deaths make a message poison',
    file: source('delivery/judge.ts'),
    find: '  if (row.strikes >= poisonStrikes)',
    replace: '  if (row.strikes > 1_000 * poisonStrikes)',
    test: poison,
  },
  {
    name: 'a suspect is claimed alone',
    file: source('ledger/claim.ts'),
    find: 'x.strikes < ${suspect} AND',
    replace: 'x.strikes < 1000 * ${suspect} AND',
    test: crash('rules.test.ts > a suspect is claimed alone'),
  },
  {
    name: 'an unknown outcome waits for news',
    file: source('delivery/transition.ts'),
    find: "        action: 'settle',",
    replace: "        action: 'retry',",
    test: transitions,
  },
  {
    name: 'an unknown is sent again once',
    file: source('delivery/transition.ts'),
    find: "policy.onUnknown === 'resend' && row.unknowns === 0 &&",
    replace: "policy.onUnknown === 'resend' &&",
    test: `${outcomes} > an unknown push is sent once more, and only once`,
  },
  {
    name: 'policy decides whether an unknown is sent again',
    file: source('delivery/transition.ts'),
    find: "policy.onUnknown === 'resend' && row.unknowns",
    replace: 'row.unknowns',
    test: `${outcomes} > a lost reply is unknown, settles, and for SMS stops: it is never sent twice`,
  },
  {
    name: 'an interrupted attempt uses nothing up',
    file: source('delivery/transition.ts'),
    find: '(0.5 + random / 2),\n        free: 1,',
    replace: '(0.5 + random / 2),\n        free: 0,',
    test: transitions,
  },
  {
    name: 'a mail without a reply is unknown',
    file: source('providers/smtp/errors.ts'),
    find: "outcome: stage === 'message' ? 'unknown' : 'interrupted'",
    replace: "outcome: stage === 'message' ? 'interrupted' : 'interrupted'",
    test: crash(
      'outages.test.ts > a mail server that vanishes and comes back loses nothing: only mails it never answered are unknown',
    ),
  },
]
