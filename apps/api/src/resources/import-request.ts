/** Reads a CSV off the request as it arrives, into leads. */
import { columnOf, type ColumnTarget } from '@relance/leads/core'
import { type CsvDescription, describeCsv, type FileRefusal, importCsv } from '@relance/leads/files'
import type { Db } from '@relance/relance'
import { instantOf } from '@relance/relance/core'
import type { Request } from 'express'
import { Refused } from '../http/refused.ts'

const ACCEPTED = /^text\/(csv|plain|tab-separated-values)\b/i

interface ImportQuery {
  country?: string | undefined
  dryRun?: boolean | undefined
  mapping?: readonly ColumnTarget[] | undefined
}

export async function importRequest(
  db: Db,
  request: Request,
  { country, dryRun = false, mapping }: ImportQuery,
  now: number,
) {
  refuseOtherTypes(request)
  const options = { ...(country && { country }), ...(mapping && { mapping: mapping.map(columnOf) }) }
  const outcome = await importCsv(db, request, { dryRun, now, instantOf, ...options })
  if (outcome.ok) return outcome.report
  throw refuseFile(outcome.refusal)
}

/** How the file would be read. */
export async function describeRequest(request: Request): Promise<CsvDescription> {
  refuseOtherTypes(request)
  const outcome = await describeCsv(request)
  if (outcome.ok) return outcome.description
  throw refuseFile(outcome.refusal)
}

function refuseOtherTypes(request: Request): void {
  if (ACCEPTED.test(request.get('content-type') ?? '')) return
  throw new Refused('media_type_unsupported', { params: { accepted: 'text/csv' } })
}

const refuseFile = ({ code, line, detail }: FileRefusal): Refused =>
  new Refused('invalid_file', {
    refusals: [{ field: 'file', code, params: { ...(line && { line }), ...(detail && { detail }) } }],
  })
