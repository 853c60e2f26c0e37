/** Whether the process lives, and whether it can do its work: the database answers and the scans come. */
import { type Health, health, isScanTrouble, liveness } from '@relance/contract'
import type { Clock, Db } from '@relance/relance'
import { Controller, Get, Inject, Res } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import type { Config } from '../environment/config.ts'
import type { Pools } from '../database/pools.ts'
import { CLOCK, CONFIG, DB, POOLS } from '../environment/tokens.ts'
import { ClockWatch } from './clock-watch.ts'
import { DatabaseWatch } from './database-state.ts'
import { readScanState } from './scan-state.ts'

@ApiTags('health')
@Controller('health')
export class HealthController {
  private readonly database: DatabaseWatch

  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(POOLS) { web, work }: Pools,
    @Inject(ClockWatch) private readonly clockWatch: ClockWatch,
  ) {
    this.database = new DatabaseWatch(db, [web, work])
  }

  @Get('live')
  @ApiOperation({ summary: 'The process answers' })
  @ApiOkResponse({ standardSchema: liveness })
  live(): { status: 'ok' } {
    return { status: 'ok' }
  }

  @Get('ready')
  @ApiOperation({
    summary:
      '200 while the database answers and takes writes, else 503 with the reason in `database`; `degraded` when scans do not come or a clock is wrong: no load balancer is to take the panel away for that',
  })
  @ApiOkResponse({ standardSchema: health })
  @ApiServiceUnavailableResponse({ standardSchema: health })
  async ready(@Res({ passthrough: true }) response: Response): Promise<Health> {
    const health = await this.look()
    response.set('Cache-Control', 'no-store').status(health.status === 'error' ? 503 : 200)
    return health
  }

  @Get('scan')
  @ApiOperation({ summary: 'For a monitor that only reads the code: 200 while scans come on time, else 503' })
  @ApiOkResponse({ standardSchema: health })
  @ApiServiceUnavailableResponse({ standardSchema: health })
  async scan(@Res({ passthrough: true }) response: Response): Promise<Health> {
    const health = await this.look()
    response
      .set('Cache-Control', 'no-store')
      .status(health.database === 'up' && !isScanTrouble(health.scan) ? 200 : 503)
    return health
  }

  private async look(): Promise<Health> {
    const database = await this.database.look()
    const clock = this.clockState()
    // Of what it cannot read, it can say nothing; no load balancer is to take the server away for a lock on the runs.
    const scan =
      database === 'down'
        ? 'unknown'
        : await readScanState(this.db, this.clock(), this.config).catch(() => 'unknown' as const)
    if (database !== 'up' && database !== 'busy') return { status: 'error', database, scan, clock }
    const isWell = database === 'up' && scan !== 'unknown' && !isScanTrouble(scan) && clock !== 'differs'
    return { status: isWell ? 'ok' : 'degraded', database, scan, clock }
  }

  private clockState(): Health['clock'] {
    if (this.clockWatch.difference === null) return 'unknown'
    return this.clockWatch.isOff ? 'differs' : 'ok'
  }
}
