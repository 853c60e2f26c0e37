/** Lives of leads, made up in memory: contacts, outcomes, edits and episodes. */
import { expectHistories } from './test/expect-histories.ts'

it('in 10,000 histories no relance comes within the gap or twice, nobody is forgotten, and explanations tell the run', () => {
  expectHistories(10_000)
}, 600_000)
