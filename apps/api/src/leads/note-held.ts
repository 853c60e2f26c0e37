/** What waits for a person for too long, as alerts that last until somebody has seen to it. */
import type { Db } from '@relance/relance'
import { type Followed, followAlerts, type AlertCause } from '../alerts/alerts.ts'
import type { AlertChannel } from '../alerts/channels.ts'
import { DAY } from '@relance/relance/core'

/** Fewer incomplete messages are the list's to show. */
const MANY_MESSAGES = 10

const CAUSES = `
  select 'stop_unanswered' as kind, 'stop_questions' as subject, jsonb_build_object('count', count(*)) as facts
    from leads where stop_suspected_at <= $1 having count(*) > 0
  union all
  select 'submission_unanswered', 'submissions', jsonb_build_object('count', count(distinct w.lead_id))
    from stop_wishes w join leads l on l.id = w.lead_id
   where w.source = 'submission' and w.answered_at is null and w.asked_at <= $1 and l.opted_out_at is not null
  having count(*) > 0
  union all
  select 'messages_incomplete', 'messages', jsonb_build_object('count', count(*))
    from enrolments e join rules r on r.id = e.rule_id
   where e.state = 'waiting' and e.reason in ('message_incomplete', 'message_refused') and r.active
  having count(*) >= ${MANY_MESSAGES}`

/** Questions that are a day old, and many messages that lack something. */
export const noteHeld = (db: Db, channels: readonly AlertChannel[], now: number): Promise<Followed> =>
  db.transaction(async (tx) => {
    const causes = await tx.query<AlertCause>(CAUSES, [new Date(now - DAY)])
    return followAlerts(tx, ['stop_unanswered', 'submission_unanswered', 'messages_incomplete'], causes, channels, now)
  })
