/** Leads in and out as files. */
import {
  importColumns,
  importReport,
  languageOf,
  leadImport,
  importColumnsQuery,
  leadList,
  lineRefusalWords,
  type ListQuery,
} from '@relance/contract'
import { EXPORT_FIELDS } from '@relance/leads/fields'
import { createCsvWriter } from '@relance/leads/files'
import { Lead } from '@relance/leads/nest'
import { type Db, settleChanges, readNow } from '@relance/relance'
import { Controller, Get, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common'
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger'
import type { Request, Response } from 'express'
import { once } from 'node:events'
import { DataSource } from 'typeorm'
import type { z } from 'zod'
import { note } from '../audit/note.ts'
import { type Actor, CurrentActor } from '../auth/access.ts'
import { attributedDb } from '../database/attribution.ts'
import { FewAtOnce } from '../long-questions/few-at-once.ts'
import { addFilter } from '../http/list-filter.ts'
import { currentAttribution } from '../http/request-context.ts'
import { DB } from '../environment/tokens.ts'
import { describeRequest, importRequest } from './import-request.ts'
import { type MendFile, mendFile } from './mend-response.ts'
import { LEAD_LIST, leadsQuery } from '../leads/lead-view.ts'

const SETTLE_SECONDS = 2
const BATCH = 1_000
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

@ApiTags('leads')
@ApiBearerAuth('api')
@Controller('api/leads')
export class LeadFilesController {
  constructor(
    private readonly source: DataSource,
    @Inject(DB) private readonly db: Db,
  ) {}

  @Post('import')
  @FewAtOnce()
  @HttpCode(200)
  @ApiOperation({ summary: 'Imports a CSV or an Excel workbook: good lines are kept, bad ones are listed' })
  @ApiConsumes('text/csv', WORKBOOK, 'multipart/form-data')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiProduces('application/json', 'text/csv')
  @ApiOkResponse({ standardSchema: importReport })
  @ApiNoContentResponse({ description: 'Asked for the refused lines as CSV, and there are none' })
  async import(
    @Query({ schema: leadImport }) query: z.infer<typeof leadImport>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const language = languageOf(request.get('accept-language'))
    const toMend =
      request.accepts(['application/json', 'text/csv']) === 'text/csv' ? mendFile(response, language) : null
    const report = await this.bringIn(query, request, toMend)
    if (toMend) return toMend.end()
    const inWords = (refusals: typeof report.refusals) => refusals.map((refusal) => lineRefusalWords(language, refusal))
    const { refusals, warnings } = report
    response.json({ ...report, refusals: inWords(refusals), warnings: inWords(warnings) })
  }

  private async bringIn(query: z.infer<typeof leadImport>, request: Request, toMend: MendFile | null) {
    const db = attributedDb(this.db, currentAttribution)
    const now = await readNow(db)
    const { report, fileName } = await importRequest(db, request, query, { now, onRefused: toMend?.onRefused })
    if (!report.dryRun) {
      const { importId, lines, created, updated, refused } = report
      const details = { file: fileName, lines, created, updated, refused }
      await db.transaction((tx) => note(tx, { action: 'imported', resource: 'leads', recordId: importId, details }))
      await settleChanges({ db: this.db }, SETTLE_SECONDS)
    }
    return { ...report, at: new Date(now).toISOString() }
  }

  @Post('import/columns')
  @FewAtOnce()
  @HttpCode(200)
  @ApiOperation({ summary: 'How a file is read, by its beginning, and where its columns would go' })
  @ApiConsumes('text/csv', WORKBOOK, 'multipart/form-data')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiOkResponse({ standardSchema: importColumns })
  async columns(
    @Query({ schema: importColumnsQuery }) query: z.infer<typeof importColumnsQuery>,
    @Req() request: Request,
  ) {
    return describeRequest(this.db, request, query, await readNow(this.db))
  }

  @Get('export')
  @FewAtOnce()
  @ApiOperation({ summary: 'Every lead of a filter as CSV, in the columns the import takes' })
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async export(
    @Query({ schema: leadList }) { filter = {} }: ListQuery,
    @CurrentActor() actor: Actor,
    @Res() response: Response,
  ): Promise<void> {
    const rows = leadsQuery(this.source.manager, actor).andWhere('row.erasedAt is null')
    for (const [name, value] of Object.entries(filter)) {
      if (value !== undefined) addFilter(rows, name, value, LEAD_LIST)
    }
    const closers = await this.db.query<{ id: string; email: string }>('select id, email from users')
    const emails = new Map(closers.map(({ id, email }) => [id, email]))
    const db = attributedDb(this.db, currentAttribution)
    await db.transaction((tx) =>
      note(tx, { action: 'exported', resource: 'leads', details: { fields: Object.keys(filter) } }),
    )
    response.type('text/csv; charset=utf-8').set('Content-Disposition', 'attachment; filename="leads.csv"')
    const csv = createCsvWriter(EXPORT_FIELDS)
    csv.pipe(response)
    let after = '00000000-0000-0000-0000-000000000000'
    let batch: Lead[]
    do {
      batch = await rows.clone().andWhere('row.id > :after', { after }).orderBy('row.id').limit(BATCH).getMany()
      for (const lead of batch) {
        if (!csv.write(cellsOf(lead, emails))) await once(csv, 'drain')
      }
      after = batch.at(-1)?.id ?? after
    } while (batch.length === BATCH && !response.destroyed)
    csv.end()
  }
}

function cellsOf(lead: Lead, emails: ReadonlyMap<string, string>) {
  const cells = EXPORT_FIELDS.map((field): [string, unknown] => {
    if (field === 'closer') return [field, lead.closerId ? (emails.get(lead.closerId) ?? '') : '']
    const value = lead[field]
    return [field, value instanceof Date ? value.toISOString() : Array.isArray(value) ? value.join(', ') : value]
  })
  return Object.fromEntries(cells)
}
