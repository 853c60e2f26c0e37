/** What a monitor sees of the engine: work waiting, runs and their outcome, the state of the scan. */
import { isScanTrouble, SCAN_STATES } from '@relance/contract'
import { annoyingSteps, type Clock, countDue, type Db, listReconciliations, readNow } from '@relance/relance'
import { DIFFERENCE_KINDS } from '@relance/relance/core'
import { Gauge, type Registry } from 'prom-client'
import type { Config } from '../environment/config.ts'
import type { ClockWatch } from './clock-watch.ts'
import { readScanState } from './scan-state.ts'

/** Of a day, by runs, since there are few of those. */
const RECORDED = `
  select kind.key as channel, sum(kind.value::int)::int as relances
    from runs r cross join jsonb_each_text(r.by_channel) kind
   where r.started_at > $1::timestamptz - interval '1 day' group by 1`

interface Sources {
  db: Db
  clock: Clock
  config: Pick<Config, 'SCAN_EXPECTED_EVERY_HOURS'>
  clockWatch: Pick<ClockWatch, 'difference'>
}

export function addEngineMetrics(registry: Registry, { db, clock, config, clockWatch }: Sources): void {
  const gauge = (name: string, help: string, read: () => Promise<number>) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect: async function () {
        this.set(await read())
      },
    })
  gauge('relance_due', 'Steps that are due and not recorded yet', async () => countDue(db, await readNow(db)))
  gauge('relance_scan_healthy', '1 while scans come on time and succeed', async () => {
    return isScanTrouble(await readScanState(db, clock(), config)) ? 0 : 1
  })
  new Gauge({
    name: 'relance_scan_state',
    help: '1 for the state the scan is in, 0 for the others',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const state = await readScanState(db, clock(), config)
      for (const one of SCAN_STATES) this.set({ state: one }, one === state ? 1 : 0)
    },
  })
  gauge('relance_clock_difference_seconds', 'By how much this host’s clock is ahead of the database’s', async () => {
    return (clockWatch.difference ?? 0) / 1_000
  })
  gauge(
    'relance_reconciliation_repaired',
    'What the latest comparison of enrolments with the rules put right',
    async () => {
      return (await listReconciliations(db, 1, 'completed'))[0]?.repaired ?? 0
    },
  )
  new Gauge({
    name: 'relance_reconciliation_differences',
    help: 'Differences the latest comparison of enrolments with the rules found, by kind',
    labelNames: ['kind'],
    registers: [registry],
    async collect() {
      const [last] = await listReconciliations(db, 1, 'completed')
      for (const kind of DIFFERENCE_KINDS) this.set({ kind }, last?.differences[kind] ?? 0)
    },
  })
  new Gauge({
    name: 'relance_recorded',
    help: 'Relances that the runs of the last 24 hours have recorded, by channel',
    labelNames: ['channel'],
    registers: [registry],
    async collect() {
      this.reset()
      const rows = await db.query<{ channel: string; relances: number }>(RECORDED, [new Date(clock())])
      for (const { channel, relances } of rows) this.set({ channel }, relances)
    },
  })
  gauge('relance_alarming_steps', 'Steps that more people than allowed answered with an opt-out', async () => {
    return (await annoyingSteps(db, clock())).length
  })
  new Gauge({
    name: 'relance_runs',
    help: 'Runs on record by trigger and state',
    labelNames: ['trigger', 'state'],
    registers: [registry],
    async collect() {
      this.reset()
      const sql = 'select trigger, state, count(*)::int as runs from runs group by trigger, state'
      const rows = await db.query<{ trigger: string; state: string; runs: number }>(sql)
      for (const { runs, ...labels } of rows) this.set(labels, runs)
    },
  })
}
