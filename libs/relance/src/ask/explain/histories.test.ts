/** The quick share of `histories.night.test.ts`. */
import { expectHistories } from './test/expect-histories.ts'

it('whatever happens to a lead, no relance comes within the gap or twice, nobody is forgotten, and explanations tell the run', () => {
  expectHistories(500)
})
