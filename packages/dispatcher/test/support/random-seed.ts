import fc from 'fast-check'

/**
 * Random tests of a usual run begin with one seed, so that the same commit gets the same answer everywhere; a slow run, or
 * `TIDINGS_TEST_SEED=random`, tries what nobody has tried before. fast-check prints the seed of what fails: give it as
 * `TIDINGS_TEST_SEED` to see it again.
 */
const given = process.env.TIDINGS_TEST_SEED ?? (process.env.TIDINGS_TEST_SLOW === '1' ? 'random' : '20261124')
if (given !== 'random') fc.configureGlobal({ seed: Number(given) })
