/** Reads a file of leads off the request, into leads. */
import type { leadImport } from '@relance/contract'
import { columnOf } from '@relance/leads/core'
import { describeFile, type FileDescription, type FileRefusal, importFile } from '@relance/leads/files'
import type { Db } from '@relance/relance'
import { instantOf } from '@relance/relance/core'
import type { Request } from 'express'
import type { z } from 'zod'
import { Refused } from '../http/refused.ts'
import { withSpooledBody } from './spool.ts'

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const ACCEPTED =
  /^(text\/(csv|plain|tab-separated-values)|application\/(vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet|vnd\.ms-excel|octet-stream|csv))\b/i

export async function importRequest(db: Db, request: Request, query: z.infer<typeof leadImport>, now: number) {
  refuseOtherTypes(request)
  const { mapping, sheet, fileName = 'API', ...options } = query
  return withSpooledBody(request, async (file) => {
    const columns = mapping && { mapping: mapping.map(columnOf) }
    const outcome = await importFile(db, { ...file, sheet }, { ...options, ...columns, fileName, now, instantOf })
    if (outcome.ok) return outcome.report
    throw refuseFile(outcome.refusal)
  })
}

interface DescribeQuery {
  country?: string | undefined
  sheet?: string | undefined
}

/** How the file would be read. */
export async function describeRequest(
  db: Db,
  request: Request,
  { country, sheet }: DescribeQuery,
): Promise<FileDescription> {
  refuseOtherTypes(request)
  const [settings] = await db.query<{ country: string }>('select country from settings')
  return withSpooledBody(request, async (file) => {
    const outcome = await describeFile({ ...file, sheet }, country ?? settings?.country ?? 'FR')
    if (outcome.ok) return outcome.description
    throw refuseFile(outcome.refusal)
  })
}

function refuseOtherTypes(request: Request): void {
  if (ACCEPTED.test(request.get('content-type') ?? '')) return
  throw new Refused('media_type_unsupported', { params: { accepted: `text/csv, ${WORKBOOK}` } })
}

const refuseFile = ({ code, line, detail }: FileRefusal): Refused =>
  new Refused('invalid_file', {
    refusals: [{ field: 'file', code, params: { ...(line && { line }), ...(detail && { detail }) } }],
  })
