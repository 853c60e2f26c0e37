/** Which relances count for a stage, and which as on time. The figures and the lists behind them read these conditions, so that they agree. */
import type { FunnelStage } from './stages.pure.ts'

/** The states of a message that reached its reader, or was told to have. */
const SENT = `r.state in ('sent', 'accepted', 'delivered', 'read')`

/** Conditions on `relances r`. */
export const STAGE_SQL: Readonly<Record<FunnelStage, string>> = {
  entered: `r.state not in ('withdrawn', 'superseded')`,
  relanced: SENT,
  replied: `${SENT} and r.outcome in ('replied', 'meeting', 'won')`,
  meeting: `${SENT} and r.outcome in ('meeting', 'won')`,
  won: `${SENT} and r.outcome = 'won'`,
}

/** Whether `relances r` was handled on its own day in the company's zone: sent, skipped, or taken by WhatsApp. */
export const ON_TIME_SQL = `(r.state in ('sent', 'skipped', 'accepted', 'delivered', 'read') and
  (coalesce(r.settled_at, r.deliver_at) at time zone (select time_zone from settings))::date
    <= (r.deliver_at at time zone (select time_zone from settings))::date)`
