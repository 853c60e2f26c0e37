/** The steps that more people than allowed answer with an opt-out, as alerts that last until they no longer do. */
import { annoyingSteps, type Db } from '@relance/relance'
import { type Followed, followAlerts } from '../alerts/alerts.ts'
import type { AlertChannel } from '../alerts/channels.ts'

export async function noteOptOuts(db: Db, channels: readonly AlertChannel[], now: number): Promise<Followed> {
  const steps = await annoyingSteps(db, now)
  const causes = steps.map(({ ruleId, ruleName, step, sent, optedOut }) => ({
    kind: 'opt_out_rate' as const,
    subject: `${ruleId}/${step}`,
    facts: { rule: ruleName, step, sent, optedOut },
  }))
  return db.transaction((tx) => followAlerts(tx, ['opt_out_rate'], causes, channels, now))
}
