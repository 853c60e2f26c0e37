/** Imports: what was brought in, by whom, and taking it back. */
import { idShape, importList, importUndone, type LeadsImport, leadsImport, type ListQuery } from '@relance/contract'
import { type Clock, type Db, readNow, settleChanges } from '@relance/relance'
import { importState } from '@relance/leads/core'
import { runningImports } from '@relance/leads/files'
import { UNDOABLE_MS } from '@relance/trigger'
import { Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { DataSource } from 'typeorm'
import { type Actor, CurrentActor } from '../auth/access.ts'
import { managerDb } from '../database/manager-db.ts'
import { changing } from '../http/changing.ts'
import { list } from '../http/list.ts'
import { Refused } from '../http/refused.ts'
import { findOne } from '../http/store.ts'
import { CLOCK, DB } from '../environment/tokens.ts'
import { LeadImport } from './import.entity.ts'
import { takeBack } from './take-back.ts'

const SETTLE_SECONDS = 2

@ApiTags('imports')
@ApiBearerAuth('api')
@Controller('api/imports')
export class ImportsController {
  constructor(
    private readonly source: DataSource,
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The imports there were, newest first' })
  @ApiOkResponse({ standardSchema: leadsImport, isArray: true })
  async list(@Query({ schema: importList }) query: ListQuery, @Res({ passthrough: true }) response: Response) {
    const rows = this.source.getRepository(LeadImport).createQueryBuilder('row')
    const found = await list(rows, query, { resource: 'imports', defaultSort: ['startedAt', 'DESC'] }, response)
    return this.viewsOf(found)
  }

  @Get(':id')
  @ApiOperation({ summary: 'Reads an import' })
  @ApiOkResponse({ standardSchema: leadsImport })
  async get(@Param('id', { schema: idShape }) id: string) {
    const [view] = await this.viewsOf([await findOne(this.source.manager, LeadImport, id)])
    return view
  }

  @Post(':id/undo')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Takes an import back, for 24 hours',
    description:
      'Leads it created and nobody has contacted go. Fields it changed get their value of before, unless somebody has changed them since. What stays is listed.',
  })
  @ApiOkResponse({ standardSchema: importUndone })
  async undo(@Param('id', { schema: idShape }) id: string, @CurrentActor() actor: Actor) {
    const undone = await changing(this.source, async (manager) => {
      const tx = managerDb(manager)
      const taken = await takeBack(tx, id, { by: actor.name, now: await readNow(tx) })
      if (!taken.ok) throw new Refused(taken.code)
      return taken.undone
    })
    await settleChanges({ db: this.db }, SETTLE_SECONDS)
    return undone
  }

  private async viewsOf(rows: readonly LeadImport[]): Promise<LeadsImport[]> {
    const unfinished = rows.filter(({ finishedAt }) => finishedAt === null).map(({ id }) => id)
    const running = unfinished.length > 0 ? await runningImports(this.db, unfinished) : new Set<string>()
    return rows.map((row) => ({ ...viewOf(row, this.clock()), state: importState(row, running) }))
  }
}

function viewOf({ actorId: _, ...row }: LeadImport, now: number): Omit<LeadsImport, 'state'> {
  const until = row.startedAt.getTime() + UNDOABLE_MS
  const instant = (at: Date | null): string | null => at?.toISOString() ?? null
  return {
    ...row,
    startedAt: row.startedAt.toISOString(),
    finishedAt: instant(row.finishedAt),
    undoneAt: instant(row.undoneAt),
    undoableUntil: row.undoneAt === null && until >= now ? new Date(until).toISOString() : null,
  }
}
