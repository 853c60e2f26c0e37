/** What WhatsApp thinks of the numbers of an account. */
import type { SendError } from '@relance/relance/core'
import { ask, type Cloud } from '../answers/request.ts'
import { errorOf } from '../templates/list-templates.ts'
import { isJson, phoneOf } from '../webhook/json.pure.ts'
import { perDayOf } from '../webhook/read-account.pure.ts'

/** From what people do with the messages of the last seven days: read, block, report. */
export const NUMBER_QUALITIES = ['GREEN', 'YELLOW', 'RED', 'UNKNOWN'] as const
export type NumberQuality = (typeof NUMBER_QUALITIES)[number]

export type NumberList =
  | {
      ok: true
      numbers: { id: string; quality: NumberQuality; phone: string | null }[]
      perDay: number | null | undefined
    }
  | { ok: false; error: SendError }

/** `perDay`: how many people may be written to in 24 hours, null without a limit, undefined where nothing is said. The first hundred: an account has 20 at most unless Meta has agreed to more. */
export async function listNumbers(cloud: Cloud & { businessAccountId: string }): Promise<NumberList> {
  const answer = await ask(cloud, {
    method: 'GET',
    path: [cloud.businessAccountId, 'phone_numbers'],
    query: { fields: 'id,quality_rating,display_phone_number,whatsapp_business_manager_messaging_limit', limit: '100' },
  })
  const { data } = ((answer.kind === 'lost' ? null : answer.json) ?? {}) as { data?: unknown }
  if (answer.kind === 'lost' || answer.status !== 200 || answer.error || !Array.isArray(data)) {
    return { ok: false, error: errorOf(answer, cloud.token) }
  }
  const rows = data.filter(isJson)
  const numbers = rows.map(({ id, quality_rating: told, display_phone_number: phone }) => ({
    id: String(id),
    quality: NUMBER_QUALITIES.find((quality) => quality === told) ?? 'UNKNOWN',
    phone: phoneOf(phone),
  }))
  const told = rows.map((row) => perDayOf(row.whatsapp_business_manager_messaging_limit))
  return { ok: true, numbers, perDay: told.find((one) => one !== undefined) }
}
