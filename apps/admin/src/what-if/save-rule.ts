/** Saves a rule, and then the delays that were changed beside it: a rule that is refused leaves the frequency alone. */
import type { Frequency, Rule } from '@relance/contract'
import { saveOrAsk } from '../preflight/ask-anyway.ts'
import { request } from '../providers/request.ts'
import { midwayOf } from '../resumption/ask-resumption.ts'

type Delays = Pick<Frequency, 'id' | 'steps'>

/** `id` null makes a new one. */
export async function saveRule(id: string | null, data: object): Promise<Rule> {
  const { frequency, ...rule } = data as { frequency?: Delays; frequencyId?: string; active?: boolean }
  const path = id === null ? 'rules' : `rules/${id}`
  const method = id === null ? 'POST' : 'PUT'
  const resumed = id === null ? {} : await midwayOf(id, rule)
  const body = { ...rule, ...resumed }
  const { json } = await saveOrAsk((fields) => request<Rule>(path, { method, body: { ...body, ...fields } }))
  if (frequency && frequency.id === json.frequencyId)
    await request(`frequencies/${frequency.id}`, { method: 'PUT', body: { steps: frequency.steps } })
  return json
}
