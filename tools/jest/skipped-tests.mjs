/**
 * Names every skipped test with its reason at the end of a run. With CI set, a skip that nobody expects fails the run;
 * RELANCE_EXPECTED_SKIPS names those expected, by what is missing there: "Chromium, Deno".
 */
const REASON = /\[skipped: ([^\]]+)\]/

export default class SkippedTests {
  constructor(globalConfig, _options, context) {
    this.isFiltered = Boolean(globalConfig.testNamePattern)
    this.environment = context?.environment ?? process.env
    this.write = context?.write ?? ((text) => process.stderr.write(text))
  }

  onRunComplete(_contexts, { testResults }) {
    if (this.isFiltered) return
    const skipped = skipsOf(testResults)
    if (skipped.length === 0) return
    const lines = skipped.map(({ name, reason }) => `  ${name}: ${reason ?? 'no reason is given'}`)
    this.write(`\n${skipped.length} skipped tests:\n${lines.join('\n')}\n`)
    const expected = (this.environment.RELANCE_EXPECTED_SKIPS ?? '').split(',').map((one) => one.trim())
    const unexpected = skipped.filter(({ reason }) => !expected.some((one) => one !== '' && reason?.startsWith(one)))
    if (!this.environment.CI || unexpected.length === 0) return
    this.error = new Error(`${unexpected.length} tests were skipped, and nobody expects that in CI.`)
  }

  getLastError() {
    return this.error
  }
}

function skipsOf(testResults) {
  const tests = testResults.flatMap((file) => file.testResults)
  return tests
    .filter(({ status }) => status === 'pending' || status === 'todo')
    .map(({ fullName }) => ({ name: fullName.replace(REASON, '').trim(), reason: REASON.exec(fullName)?.[1] }))
}
