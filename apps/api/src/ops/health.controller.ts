/** Whether the process lives, and whether it can do its work: the database answers and the scans come. */
import { type Clock, type Db, readSchedule } from '@relance/relance'
import { Controller, Get, Inject, Res } from '@nestjs/common'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { CLOCK, DB } from '../tokens.ts'
import { type ScanState, scanState } from './scan-watch.ts'

interface Health {
  status: 'ok' | 'error'
  database: 'up' | 'down'
  scan: ScanState | 'unknown'
}

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('live')
  @ApiOperation({ summary: 'The process answers' })
  live(): { status: 'ok' } {
    return { status: 'ok' }
  }

  @Get('ready')
  @ApiOperation({ summary: '200 while the database answers and scans come on time, else 503' })
  async ready(@Res({ passthrough: true }) response: Response): Promise<Health> {
    const health = await this.look()
    response.set('Cache-Control', 'no-store').status(health.status === 'ok' ? 200 : 503)
    return health
  }

  private async look(): Promise<Health> {
    try {
      const scan = scanState(await readSchedule(this.db), this.clock())
      const isWell = scan === 'on_time' || scan === 'disabled'
      return { status: isWell ? 'ok' : 'error', database: 'up', scan }
    } catch {
      return { status: 'error', database: 'down', scan: 'unknown' }
    }
  }
}
