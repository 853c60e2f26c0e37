/** How long requests take, by the template of their route. */
import { Injectable } from '@nestjs/common'
import { Histogram, type Registry } from 'prom-client'

export interface Answered {
  method: string
  route: string
  status: number
  seconds: number
}

@Injectable()
export class RequestDurations {
  private readonly histogram = new Histogram({
    name: 'relance_http_request_duration_seconds',
    help: 'How long this server took to answer, by route and class of status; live streams are left out',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25],
    registers: [],
  })

  observe({ method, route, status, seconds }: Answered): void {
    this.histogram.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, seconds)
  }

  addTo(registry: Registry): void {
    registry.registerMetric(this.histogram)
  }
}
