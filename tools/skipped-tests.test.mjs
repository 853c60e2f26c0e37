import SkippedTests from './jest/skipped-tests.mjs'

const RESULTS = {
  testResults: [
    {
      testResults: [
        { status: 'passed', fullName: 'runs' },
        { status: 'pending', fullName: 'the panel opens [skipped: Chromium cannot be had here]' },
        { status: 'pending', fullName: 'somebody’s own' },
      ],
    },
  ],
}

function report(environment, testNamePattern = '') {
  let said = ''
  const reporter = new SkippedTests({ testNamePattern }, {}, { environment, write: (text) => (said += text) })
  reporter.onRunComplete(null, RESULTS)
  return { said, error: reporter.getLastError()?.message }
}

it('every skipped test is named with its reason', () => {
  const { said, error } = report({})
  expect(said).toContain('the panel opens: Chromium cannot be had here')
  expect(said).toContain('somebody’s own: no reason is given')
  expect(error).toBeUndefined()
})

it('in CI a skip fails unless it is expected; one without a reason is never expected', () => {
  expect(report({ CI: 'true' }).error).toMatch(/^2 tests/)
  expect(report({ CI: 'true', RELANCE_EXPECTED_SKIPS: 'Deno, Chromium' }).error).toMatch(/^1 tests/)
})

it('tests that were left out by name are no skips', () => {
  expect(report({ CI: 'true' }, 'one test')).toEqual({ said: '', error: undefined })
})
