/** The text of docs/metrics.md, made from the metrics as the server registers them. */
import type { Db } from '@relance/relance'
import { Histogram, Registry } from 'prom-client'
import { RequestDurations } from '../http/watch/request-durations.ts'
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

const kindOf = (metric: object): string => (metric instanceof Histogram ? 'histogram' : 'gauge')

export function metricsPage(): string {
  const registry = new Registry()
  const clock = Date.now
  addEngineMetrics(registry, { db: NO_DB, clock, config: {}, clockWatch: { difference: null } })
  addWhatsAppMetrics(registry, NO_DB, clock)
  addNoticeMetrics(registry, NO_DB)
  new RequestDurations().addTo(registry)
  const rows = registry
    .getMetricsAsArray()
    .map((metric) => `| \`${metric.name}\` | ${kindOf(metric)} | ${labelsOf(metric)} | ${metric.help} |`)
  return `# Metrics

Generated from \`apps/api/src/health\` by \`npm run generate\`: edit that.

\`GET /metrics\` answers in the format of Prometheus to a bearer with \`METRICS_TOKEN\`; outside the demo it is absent without one. It holds nothing personal.
The gauges below are read from the database at most once a second, and say the same at every server; durations of requests are each server's own. Those of the process
(\`process_*\`, \`nodejs_*\`) come from [prom-client](https://github.com/siimon/prom-client).

| metric | type | labels | what it says |
| --- | --- | --- | --- |
${rows.join('\n')}

## Prometheus and Grafana

| file | what it is |
| --- | --- |
| [prometheus.yml](monitoring/prometheus.yml) | how Prometheus asks every server |
| [alerts.yml](monitoring/alerts.yml) | when somebody should look, each with what to do |
| [dashboard.json](monitoring/dashboard.json) | a dashboard for Grafana: *Dashboards*, *New*, *Import* |

CI checks the first two with \`promtool\`, and a test that every metric in the last two is one that a server answers.
`
}
