/** Reconciliations: what the nightly comparison has found, and the release of its repairs. */
import {
  reconciliation,
  type Reconciliation as ReconciliationView,
  type ReconciliationStanding,
  reconciliationStanding,
} from '@relance/contract'
import {
  type Db,
  listReconciliations,
  readNow,
  type Reconciliation,
  releaseRepairs,
  repairsReleasedAt,
} from '@relance/relance'
import { Controller, Get, HttpCode, Inject, Post, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { DataSource } from 'typeorm'
import { note } from '../audit/note.ts'
import { managerDb } from '../database/manager-db.ts'
import { changing } from '../http/changing.ts'
import { DB } from '../environment/tokens.ts'

/** About three months of nights. */
const LISTED = 100

@ApiTags('runs')
@ApiBearerAuth('api')
@Controller('api/reconciliations')
export class ReconciliationsController {
  constructor(
    private readonly source: DataSource,
    @Inject(DB) private readonly db: Db,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The latest 100 comparisons of enrolments with the rules, the newest first' })
  @ApiOkResponse({ standardSchema: reconciliation, isArray: true })
  async list(@Res({ passthrough: true }) response: Response): Promise<ReconciliationView[]> {
    const rows = await listReconciliations(this.db, LISTED)
    response.set('Content-Range', `reconciliations 0-${Math.max(rows.length - 1, 0)}/${rows.length}`)
    return rows.map(view)
  }

  @Get('standing')
  @ApiOperation({ summary: 'The latest comparison that came to its end, and whether the nightly ones repair' })
  @ApiOkResponse({ standardSchema: reconciliationStanding })
  standing(): Promise<ReconciliationStanding> {
    return readStanding(this.db)
  }

  @Post('release')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Lets the nightly comparison repair what it finds',
    description:
      'Repaired leads go on from then, under the rules of every run: one relance per lead, never within the minimum gap.',
  })
  @ApiOkResponse({ standardSchema: reconciliationStanding })
  release(): Promise<ReconciliationStanding> {
    return changing(this.source, async (manager) => {
      const tx = managerDb(manager)
      if (await releaseRepairs(tx, await readNow(tx))) {
        await note(tx, { action: 'repairs_released', resource: 'reconciliations' })
      }
      return readStanding(tx)
    })
  }
}

async function readStanding(db: Pick<Db, 'query'>): Promise<ReconciliationStanding> {
  const releasedAt = await repairsReleasedAt(db)
  const [last] = await listReconciliations(db, 1, 'completed')
  return { releasedAt: releasedAt === null ? null : new Date(releasedAt).toISOString(), last: last ? view(last) : null }
}

const view = ({ isByHand, startedAt, finishedAt, differences, ...row }: Reconciliation): ReconciliationView => ({
  ...row,
  byHand: isByHand,
  startedAt: new Date(startedAt).toISOString(),
  finishedAt: finishedAt === null ? null : new Date(finishedAt).toISOString(),
  differences: { ...differences },
})
