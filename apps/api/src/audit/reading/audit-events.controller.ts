/** The audit log: read-only, and verifiable. */
import {
  auditEvent,
  auditEventList,
  auditHead,
  auditVerification,
  auditVerifyQuery,
  idShape,
  type ListQuery,
} from '@relance/contract'
import type { Db } from '@relance/relance'
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { DataSource } from 'typeorm'
import type { z } from 'zod'
import { camelCase } from '../../http/camel-case.ts'
import { list } from '../../http/list.ts'
import { Refused } from '../../http/refused.ts'
import { FewAtOnce } from '../../long-questions/few-at-once.ts'
import { DB, LONG_DB } from '../../environment/tokens.ts'
import { AuditEvent, AuditSeal } from '../audit-event.entity.ts'
import { exportHead, verifyAuditLog } from '../verify.ts'

type Sealed = AuditEvent & { seal?: AuditSeal | null }

/** Records of one entry that are shown; an import changes thousands at once. */
const SHOWN = 100

interface Change {
  eventId: string
  recordId: string
  isErased: boolean
  /** Of the file, where an import made the change. */
  line: number | null
  names: string[]
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

@ApiTags('audit')
@ApiBearerAuth('api')
@Controller('api/audit-events')
export class AuditEventsController {
  constructor(
    private readonly source: DataSource,
    @Inject(DB) private readonly db: Db,
    @Inject(LONG_DB) private readonly longDb: Db,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists the entries of the audit log' })
  @ApiOkResponse({ standardSchema: auditEvent, isArray: true })
  async list(@Query({ schema: auditEventList }) query: ListQuery, @Res({ passthrough: true }) response: Response) {
    const rows: Sealed[] = await list(
      this.query(),
      query,
      {
        resource: 'audit-events',
        special: {
          recordId: (value) => ({
            sql: `(row.recordId = :record or row.id in (select event_id from audit_changes where record_id = :record))`,
            parameters: { record: value },
          }),
        },
        defaultSort: ['at', 'DESC'],
      },
      response,
    )
    return this.view(rows)
  }

  @Get('verify')
  @FewAtOnce()
  @ApiOperation({ summary: 'Walks the whole chain and names the first entry that does not hold' })
  @ApiOkResponse({ standardSchema: auditVerification })
  verify(@Query({ schema: auditVerifyQuery }) { against }: z.infer<typeof auditVerifyQuery>) {
    return verifyAuditLog(this.longDb, against ? [against] : [])
  }

  @Get('head')
  @ApiOperation({ summary: 'The end of the chain, to be kept where the owner of the database cannot write' })
  @ApiOkResponse({ standardSchema: auditHead })
  async head() {
    return { ...(await exportHead(this.db)), at: new Date().toISOString() }
  }

  @Get(':id')
  @ApiOperation({ summary: 'Reads an entry of the audit log' })
  @ApiOkResponse({ standardSchema: auditEvent })
  async get(@Param('id', { schema: idShape }) id: string) {
    const row: Sealed | null = await this.query().where('row.id = :id', { id }).getOne()
    if (!row) throw new Refused('not_found')
    return (await this.view([row]))[0]
  }

  private query() {
    return this.source.manager
      .createQueryBuilder(AuditEvent, 'row')
      .leftJoinAndMapOne('row.seal', AuditSeal, 'seal', 'seal.eventId = row.id')
  }

  private async view(rows: readonly Sealed[]) {
    const changes = await this.db.query<Change>(
      `select c.event_id as "eventId", c.record_id as "recordId", c.salt is null as "isErased", c.fields as names,
              c.before, c.after, r.line
         from unnest($1::uuid[], $3::uuid[]) as e(id, import_id)
         cross join lateral (select * from audit_changes where event_id = e.id order by record_id limit $2) c
         left join import_rows r on r.import_id = e.import_id and r.lead_id = case when e.import_id is not null then c.record_id::uuid end`,
      [rows.map((row) => row.id), SHOWN, rows.map(importOf)],
    )
    return rows.map(({ seal, ...row }) => ({
      ...row,
      seq: seal ? Number(seal.seq) : null,
      hash: seal ? seal.hash.toString('hex') : null,
      changes: changes.filter((change) => change.eventId === row.id).map(viewChange),
    }))
  }
}

/** The import that made the changes of an entry. */
function importOf({ resource, details }: AuditEvent): string | null {
  const { import: id } = details
  return resource === 'leads' && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id) ? id : null
}

function viewChange({ recordId, isErased, line, names, before, after }: Change) {
  const fields = names.length > 0 ? names : Object.keys(after ?? before ?? {})
  return {
    recordId,
    isErased,
    ...(line !== null && { line }),
    fields: fields.map((field) => ({
      field: camelCase(field),
      before: before?.[field] ?? null,
      after: after?.[field] ?? null,
    })),
  }
}
