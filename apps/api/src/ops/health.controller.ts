/** Whether the process lives, and whether it can do its work: the database answers and the scans come. */
import { type Health, health, isScanTrouble, liveness } from '@relance/contract'
import type { Clock, Db } from '@relance/relance'
import { Controller, Get, Inject, Res } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import type { Config } from '../config.ts'
import { CLOCK, CONFIG, DB } from '../tokens.ts'
import { readScanState } from './scan-state.ts'

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('live')
  @ApiOperation({ summary: 'The process answers' })
  @ApiOkResponse({ standardSchema: liveness })
  live(): { status: 'ok' } {
    return { status: 'ok' }
  }

  @Get('ready')
  @ApiOperation({
    summary:
      '200 while the database answers; `degraded` when scans do not come: no load balancer is to take the panel away for that',
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
    response.set('Cache-Control', 'no-store').status(health.status === 'ok' ? 200 : 503)
    return health
  }

  private async look(): Promise<Health> {
    try {
      const scan = await readScanState(this.db, this.clock(), this.config)
      return { status: isScanTrouble(scan) ? 'degraded' : 'ok', database: 'up', scan }
    } catch {
      return { status: 'error', database: 'down', scan: 'unknown' }
    }
  }
}
