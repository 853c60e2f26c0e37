/** Reads a CSV off the request as it arrives, into leads. */
import { importCsv } from '@relance/leads/csv'
import type { Db } from '@relance/relance'
import { instantOf } from '@relance/relance/core'
import type { Request } from 'express'
import { Refused } from '../http/refused.ts'

const ACCEPTED = /^text\/(csv|plain|tab-separated-values)\b/i

export async function importRequest(
  db: Db,
  request: Request,
  { country, dryRun = false }: { country?: string | undefined; dryRun?: boolean | undefined },
  now: number,
) {
  if (!ACCEPTED.test(request.get('content-type') ?? '')) {
    throw new Refused('media_type_unsupported', { params: { accepted: 'text/csv' } })
  }
  const outcome = await importCsv(db, request, { dryRun, now, instantOf, ...(country && { country }) })
  if (outcome.ok) return outcome.report
  const { code, line, detail } = outcome.refusal
  throw new Refused('invalid_file', { params: { code, ...(line && { line }), ...(detail && { detail }) } })
}
