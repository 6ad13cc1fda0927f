import { relative } from 'node:path'

/**
 * Vitest's live report for `pnpm verify`: a line per test file as it ends, each failure in full, and every
 * test that was left out with the reason. Reasons come from `context.skip('...')`, or from the service that
 * the test or its suite names: TIDINGS_TEST_MISSING says why that one is not here.
 */
export class TestReporter {
  #missing = JSON.parse(process.env.TIDINGS_TEST_MISSING ?? '{}')
  #leftOut = new Map()

  onTestModuleEnd(module) {
    const name = `${module.project.name} ${relative(module.project.config.root, module.moduleId)}`
    const tests = [...module.children.allTests()]
    const count = (state) => tests.filter((test) => test.result().state === state).length
    const [passed, failed, skipped] = [count('passed'), count('failed'), count('skipped')]
    // A hook that fails leaves its tests out: the file is broken all the same.
    const suites = [...module.children.allSuites()].filter((suite) => suite.errors().length > 0)
    const broken = module.state() === 'failed'
    const seconds = (module.diagnostic().duration / 1000).toFixed(1)
    const left = skipped > 0 ? `, ${skipped} left out` : ''
    console.log(
      `      ${broken ? 'FAIL' : 'ok  '}  ${name}  ${passed} passed${failed > 0 ? `, ${failed} failed` : ''}${left}  ${seconds} s`,
    )
    for (const error of module.errors()) print(name, error)
    for (const suite of suites) for (const error of suite.errors()) print(`${name} > ${suite.fullName}`, error)
    for (const test of tests) {
      const { state, errors, note } = test.result()
      if (state === 'failed') for (const error of errors) print(`${name} > ${test.fullName}`, error)
      if (state === 'skipped' && !stopped(test)) {
        this.#leaveOut(`${name}: ${group(test)}`, note ?? this.#reason(`${name} ${test.fullName}`))
      }
    }
  }

  onTestRunEnd(_modules, unhandled) {
    for (const error of unhandled) print('outside of any test', error)
    for (const [what, reasons] of this.#leftOut) {
      for (const [reason, tests] of reasons)
        console.log(`      left out: ${what} (${tests} ${tests === 1 ? 'test' : 'tests'}): ${reason}`)
    }
  }

  #leaveOut(what, reason) {
    const reasons = this.#leftOut.get(what) ?? new Map()
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
    this.#leftOut.set(what, reasons)
  }

  #reason(fullName) {
    const service = Object.keys(this.#missing).find((name) => fullName.toLowerCase().includes(name))
    return service === undefined ? 'its own condition does not hold here' : `${service}: ${this.#missing[service]}`
  }
}

export default TestReporter

function group(test) {
  return test.parent.type === 'suite' ? test.parent.fullName : test.name
}

// Whether a hook failed before the test could run: that is a failure, not a choice.
function stopped({ parent }) {
  if (parent.type !== 'suite') return false
  return parent.errors().length > 0 || stopped(parent)
}

function print(where, error) {
  const text = [error.stack ?? `${error.name}: ${error.message}`, error.diff].filter(Boolean).join('\n')
  console.log(`\n      ${where}\n${text.replaceAll(/^/gm, '        ')}\n`)
}
