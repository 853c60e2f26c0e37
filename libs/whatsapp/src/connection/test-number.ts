/** What WhatsApp lets a number do: its pace, whom it may write to first, and whether a phone writes from it too. */
import { ask, type Cloud, type CloudAnswer } from '../answers/request.ts'
import { isJson } from '../webhook/json.pure.ts'
import { perDayOf } from '../webhook/read-account.pure.ts'
import { type ConnectionFinding, finding } from './connection.pure.ts'

/** Asked for apart from the rest: a version that does not know one of them refuses the whole question. */
const FIELDS = 'throughput,is_on_biz_app,whatsapp_business_manager_messaging_limit'

export interface NumberRights {
  /** A phone with the WhatsApp Business app writes from the number too; null where nothing was told. */
  isOnBusinessApp: boolean | null
  findings: ConnectionFinding[]
}

export async function testNumberRights(
  cloud: Cloud & { phoneNumberId: string; messagesPerSecond: number },
): Promise<NumberRights> {
  const answer = await ask(cloud, { method: 'GET', path: [cloud.phoneNumberId], query: { fields: FIELDS } })
  const fields = fieldsOf(answer)
  const isOnBusinessApp = typeof fields.is_on_biz_app === 'boolean' ? fields.is_on_biz_app : null
  return {
    isOnBusinessApp,
    findings: [
      throughputOf(fields, isOnBusinessApp, cloud.messagesPerSecond),
      limitOf(fields),
      finding('app', isOnBusinessApp === null ? 'app_untold' : isOnBusinessApp ? 'app_shared' : 'app_alone'),
    ],
  }
}

function fieldsOf(answer: CloudAnswer): Record<string, unknown> {
  if (answer.kind === 'lost' || answer.status !== 200 || answer.error) return {}
  return isJson(answer.json) ? answer.json : {}
}

/** Messages a second, in and out together. A number that a phone shares has less than any level. */
const SHARED_PER_SECOND = 20
const LEVELS: Readonly<Record<string, number>> = { STANDARD: 80, HIGH: 1_000 }

function throughputOf(
  { throughput }: Record<string, unknown>,
  isOnBusinessApp: boolean | null,
  pace: number,
): ConnectionFinding {
  const level = isJson(throughput) ? LEVELS[String(throughput.level)] : undefined
  const perSecond = isOnBusinessApp ? SHARED_PER_SECOND : level
  if (perSecond === undefined) return finding('throughput', 'throughput_untold', { pace })
  return finding('throughput', pace > perSecond ? 'throughput_below_pace' : 'throughput_fits', { perSecond, pace })
}

/** What a portfolio begins with. */
const FIRST_PER_DAY = 250

function limitOf({ whatsapp_business_manager_messaging_limit: told }: Record<string, unknown>): ConnectionFinding {
  const perDay = perDayOf(told)
  if (perDay === undefined) return finding('limit', 'limit_untold')
  if (perDay === null) return finding('limit', 'limit_none')
  return finding('limit', perDay <= FIRST_PER_DAY ? 'limit_first' : 'limit_told', { perDay })
}
