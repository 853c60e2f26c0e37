/** Makes up the people of a round. */
import { type Chance, chanceOf } from '../chance.ts'
import { MINUTE } from './habits.ts'
import { type Scenario, SCENARIOS } from './scenarios.ts'
import { fresh, isTold, type Story } from './story.ts'

const WEIGHTS = SCENARIOS.reduce((sum, { weight }) => sum + weight, 0)

function scenarioOf(chance: Chance): Scenario {
  let left = chance.next() * WEIGHTS
  return SCENARIOS.find(({ weight }) => (left -= weight) < 0) ?? (SCENARIOS[0] as Scenario)
}

/** So many stories that they tell at least `events` events. `beginAt`: milliseconds, after the relances were sent. */
export function makeStories(events: number, seed: number, round: number, beginAt: number): Story[] {
  const stories: Story[] = []
  let told = 0
  for (let n = 1; told < events; n++) {
    const chance = chanceOf(seed, 'webhooks', round, n)
    const scenario = scenarioOf(chance)
    const story: Story = {
      ...{ n, scenario: scenario.name, chance, at: beginAt + chance.whole(0, 60) * MINUTE },
      ...{ lead: null, send: null, act: null, actName: null, rest: 'applied', told: [], expected: fresh() },
    }
    scenario.play(story, stories)
    mayFail(story, stories)
    told += Object.values(story.expected.events).reduce((sum, one) => sum + one, 0)
    stories.push(story)
  }
  return stories
}

/** Of messages that nothing was told of, so few fail that the rule goes on: it pauses itself at 10 %. */
const MOST_FAILED = 0.05

function mayFail(story: Story, stories: readonly Story[]): void {
  if (story.scenario !== 'a number' || story.send?.told.size !== 0) return
  const sends = stories.filter(({ send }) => send !== null)
  const failed = sends.filter(({ send }) => send?.told.has('failed'))
  if (failed.length + 1 > sends.length * MOST_FAILED) return
  const names = { phone: story.lead?.phone ?? '' }
  const code = story.chance.pick([131_026, 131_050, 131_053])
  isTold(story, names, 'failed', { code })
  if (story.chance.is(0.3)) isTold(story, names, 'delivered')
}
