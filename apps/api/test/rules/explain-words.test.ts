import {
  explanation,
  explanationOf,
  explanationWords,
  ruleExplanation,
  ruleExplanationOf,
  ruleExplanationWords,
} from '@relance/contract'
import { explainLead, explainRelance, run } from '@relance/relance'
import { addLeads, addRule, createTestDatabase, TUESDAY_10H, type TestDatabase } from '@relance/testing'

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.drop())

async function explained<What>(question: Promise<What | null>): Promise<What> {
  const answer = await question
  if (answer === null) throw new Error('There is nothing to explain.')
  return answer
}

it('what the engine explains travels whole, and has words', async () => {
  const audience = {
    combinator: 'and',
    rules: [{ field: 'lastContactAt', operator: 'olderThan', value: { value: 9, unit: 'days' } }],
  }
  await addRule(test.db, { audience, priority: 4 })
  await addRule(test.db)
  const [leadId] = await addLeads(test.db, 1, { lastContactAt: TUESDAY_10H - 5 * 86_400_000 })
  for (const at of [TUESDAY_10H, TUESDAY_10H + 3_600_000]) {
    const told = explanationOf(await explained(explainLead(test.db, leadId as string, at)))
    expect(explanation.parse(told)).toEqual(told)
    const words = explanationWords('fr', told)
    expect(words.rules.map((rule) => rule.why)).toEqual([
      'Le lead ne remplit pas les conditions de la règle.',
      at === TUESDAY_10H
        ? 'L’étape 1 sur 2 est due et rien ne s’y oppose : message remis le mardi 10 mars 2026 à 10:00.'
        : 'L’étape 2 sur 2 n’est due que le vendredi 13 mars 2026 à 10:00.',
    ])
    expect(words.rules[0]?.remedy).toBe('Il les remplira le samedi 14 mars 2026 à 10:00 si rien d’autre ne change.')
    await run({ db: test.db, clock: () => at }, { trigger: 'manual' })
  }
})

it('so does what the engine tells of a recorded relance', async () => {
  const [relance] = await test.db.query<{ id: string }>('select id from relances')
  const told = ruleExplanationOf(await explained(explainRelance(test.db, relance?.id ?? '')))
  expect(ruleExplanation.parse(told)).toEqual(told)
  expect(ruleExplanationWords('en', told).why).toMatch(
    /^Step 1 of 2 is due and nothing keeps it back: the message is handed over on Tuesday,? 10 March 2026 at 10:00\.$/,
  )
})
