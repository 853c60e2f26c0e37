/** The text of docs/metrics.md, made from the metrics as the server registers them. */
import type { Db } from '@relance/relance'
import { Registry } from 'prom-client'
import { addEngineMetrics } from './engine-metrics.ts'
import { addNoticeMetrics } from './notice-metrics.ts'
import { addWhatsAppMetrics } from './whatsapp-metrics.ts'

const refuse = () => Promise.reject(new Error('The page of metrics asks no database.'))
/** Metrics are registered here and never read. */
const NO_DB: Db = { query: refuse, transaction: refuse }

/** A gauge names its labels when it is made, and its type keeps them to itself. */
const labelsOf = (metric: object): string => {
  const names = 'labelNames' in metric && Array.isArray(metric.labelNames) ? metric.labelNames : []
  return names.map((name) => `\`${String(name)}\``).join(', ')
}

export function metricsPage(): string {
  const registry = new Registry()
  const clock = Date.now
  addEngineMetrics(registry, { db: NO_DB, clock, config: {}, clockWatch: { difference: null } })
  addWhatsAppMetrics(registry, NO_DB, clock)
  addNoticeMetrics(registry, NO_DB)
  const rows = registry
    .getMetricsAsArray()
    .map((metric) => `| \`${metric.name}\` | ${labelsOf(metric)} | ${metric.help} |`)
  return `# Metrics

Generated from \`apps/api/src/health\` by \`npm run generate\`: edit that.

\`GET /metrics\` answers in the format of Prometheus to a bearer with \`METRICS_TOKEN\`; outside the demo it is absent without one. It holds nothing personal.
All metrics below are gauges, read from the database at most once a second. Those of the process (\`process_*\`, \`nodejs_*\`) come from
[prom-client](https://github.com/siimon/prom-client).

| metric | labels | what it says |
| --- | --- | --- |
${rows.join('\n')}

## What to watch

| alert when | because |
| --- | --- |
| \`relance_scan_healthy == 0\` for 5 minutes | runs are late, missing, failing or stuck; \`relance_scan_state\` says which |
| \`abs(relance_clock_difference_seconds) > 2\` | the clock of the server or of the database is wrong |
| \`relance_whatsapp_oldest_due_seconds > 900\` | messages are due and not sent |
| \`relance_push_oldest_waiting_seconds > 300\` | closers are not told what is due: a push service does not answer, or no worker runs |
| \`relance_whatsapp_webhook_lag_seconds > 300\` | events of WhatsApp are stored and not applied |
| \`relance_whatsapp_unsettled > 0\` | a person has to say whether these messages were sent |
| \`relance_reconciliation_differences\` above 0 | leads are not followed up as the rules ask |
`
}
