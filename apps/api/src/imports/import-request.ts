/** Reads a file of leads off the request, into leads. */
import { leadImport, refusalsOf } from '@relance/contract'
import { columnOf } from '@relance/leads/core'
import {
  describeFile,
  type FileDescription,
  type FileRefusal,
  importFile,
  type ImportFileOptions,
  ImportTakenBack,
} from '@relance/leads/files'
import { askOfImported, type Db } from '@relance/relance'
import { instantOf } from '@relance/relance/core'
import type { Request } from 'express'
import type { z } from 'zod'
import { Refused } from '../http/refused.ts'
import { withSpooledBody } from './spool.ts'

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const ACCEPTED =
  /^(multipart\/form-data|text\/(csv|plain|tab-separated-values)|application\/(vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet|vnd\.ms-excel|octet-stream|csv))\b/i

interface Reading {
  /** Milliseconds, UTC. */
  now: number
  onRefused?: ImportFileOptions['onRefused']
}

export async function importRequest(db: Db, request: Request, query: z.infer<typeof leadImport>, reading: Reading) {
  refuseOtherTypes(request)
  return withSpooledBody(request, async (file, fields) => {
    const { mapping, sheet, fileName = 'API', ...options } = { ...query, ...readFields(fields) }
    const columns = mapping && { mapping: mapping.map(columnOf) }
    const outcome = await importFile(
      db,
      { ...file, sheet },
      {
        ...options,
        ...columns,
        ...reading,
        fileName,
        instantOf,
        onWritten: (tx, lines) => askOfImported(tx, lines, reading.now),
      },
    ).catch((error: unknown) => {
      throw error instanceof ImportTakenBack ? new Refused('import_undone') : error
    })
    if (outcome.ok) return { report: outcome.report, fileName }
    throw refuseFile(outcome.refusal)
  })
}

/** What a form says beside its file is what the query would. */
function readFields(fields: Readonly<Record<string, string>>): z.infer<typeof leadImport> {
  const read = leadImport.safeParse({ ...fields })
  if (read.success) return read.data
  throw new Refused('invalid_query', { refusals: refusalsOf(read.error.issues) })
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
  now: number,
): Promise<FileDescription> {
  refuseOtherTypes(request)
  return withSpooledBody(request, async (file) => {
    const outcome = await describeFile(db, { ...file, sheet }, { country, now })
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
