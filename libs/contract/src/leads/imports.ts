/** Leads out of files: how a file is read, what is asked about it, what came of it, and taking it back. */
import {
  EXTRA_CELLS,
  HIDDEN_ROWS_READINGS,
  IMPORT_FIELDS,
  IMPORT_STATES,
  isCountry,
  MAPPED_KINDS,
  REPEATABLE_FIELDS,
  SWALLOWED_READINGS,
} from '@relance/leads/core'
import { z } from 'zod'
import { listQuery } from '../http/list.ts'
import { id, instant, line } from '../http/text.ts'

/** The size limit for uploads; the command line has none. */
export const MAX_IMPORT_BYTES = 1_000_000_000

const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

/** A part of the query that is written as JSON. */
const json = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    context.addIssue({ code: 'custom', message: 'query_not_json' })
    return z.NEVER
  }
})

const CUSTOM_TARGET = /^custom\.[A-Za-z][A-Za-z0-9_]{0,59}$/
const target = z.union([z.enum(IMPORT_FIELDS), z.string().regex(CUSTOM_TARGET)])

export const importMapping = json
  .pipe(z.array(target.nullable(), 'mapping_refused').max(2_000, 'mapping_refused'))
  .refine((targets) => {
    const used = targets.filter((one) => !REPEATABLE_FIELDS.some((field) => field === one) && one !== null)
    return targets.includes('phone') && new Set(used).size === used.length
  }, 'mapping_refused')
  .meta({
    description:
      'Where each column goes, as JSON: a field, `custom.<key>`, or null. Several columns may be phones, or opt-outs. Recognised when absent.',
    example: '["phone","firstName",null]',
  })

const meaning = z.record(z.string().max(200), z.string().max(200).nullable())
export const importAnswers = json
  .pipe(
    z.strictObject(
      {
        status: meaning.optional(),
        closer: meaning.optional(),
        country: meaning.optional(),
        timeZone: meaning.optional(),
        locale: meaning.optional(),
        optedOut: meaning.optional(),
        tag: meaning.optional(),
        swallowedLines: z.record(z.string().regex(/^\d{1,9}-\d{1,9}$/), z.enum(SWALLOWED_READINGS)).optional(),
        hiddenRows: z.enum(HIDDEN_ROWS_READINGS).optional(),
        leaveOut: z
          .array(z.union([target, z.literal(['custom', EXTRA_CELLS])]))
          .max(2_000)
          .optional(),
      },
      'answers_refused',
    ),
  )
  .meta({
    description:
      'Answers to the `questions` of an earlier try, as JSON: what words mean (null leaves the value out), how swallowed lines are read, whether hidden rows of a workbook are imported, columns to leave out.',
    example: '{"status":{"Open":"contacted"},"closer":{"J. Doe":"ada@demo.invalid"},"swallowedLines":{"2-5":"lines"}}',
  })

export const leadImport = z.strictObject({
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/, 'country_unreadable')
    .transform((code) => code.toUpperCase())
    .refine(isCountry, 'country_unknown')
    .optional()
    .meta({ description: 'Of phones in national form; the company’s when absent.', example: 'FR' }),
  dryRun: flag.optional().meta({ description: 'Reads and checks everything, writes nothing.' }),
  mapping: importMapping.optional(),
  answers: importAnswers.optional(),
  source: line(200).optional().meta({
    description: 'Where the leads come from: given to those that name no source; answers are remembered under it.',
  }),
  sheet: line(200).optional().meta({ description: 'Of a workbook; the first when absent.' }),
  properNames: flag.optional().meta({ description: 'Names that are all in capitals get small letters.' }),
  fileName: line(200).optional().meta({ description: 'Named in the list of imports and in the history of each lead.' }),
})

export const importColumnsQuery = z.strictObject({ country: leadImport.shape.country, sheet: leadImport.shape.sheet })

export const importColumns = z.object({
  format: z.enum(['csv', 'xlsx']),
  encoding: z.string().nullable().meta({ example: 'windows-1252' }),
  separator: z.string().nullable().meta({ example: ';' }),
  sheets: z.array(z.string()),
  headLines: z.int().meta({ description: 'Lines up to and with the header.' }),
  hasHeader: z
    .boolean()
    .meta({ description: 'False: the first record stands where a header would, and columns are named A, B, C…' }),
  source: z
    .object({ id: z.string(), name: z.string() })
    .nullable()
    .meta({ description: 'The tool whose export it is.' }),
  columns: z.array(
    z.object({
      name: z.string(),
      target: z.string().nullable().meta({ description: 'Where it goes; null: nowhere.' }),
      by: z.enum(['source', 'name', 'values']).nullable().meta({ description: 'What told the target.' }),
      custom: z.string().nullable().meta({ description: 'Where it goes as a field of one’s own.' }),
      samples: z.array(z.string()),
      isHidden: z.boolean().meta({ description: 'Nobody who opens the workbook sees it.' }),
    }),
  ),
})
export type ImportColumns = z.infer<typeof importColumns>

const lineRefusal = z.object({
  line: z.int(),
  name: z.string().optional(),
  field: z.string(),
  code: z.string(),
  value: z.string().optional(),
  detail: z.string().optional(),
  cells: z
    .array(z.string())
    .optional()
    .meta({ description: 'The whole line, column by column, with its first refusal.' }),
  reason: z.string().meta({ description: 'The code in words.' }),
  remedy: z.string().meta({ description: 'What would mend it.' }),
})
export type ImportRefusal = z.infer<typeof lineRefusal>

const question = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(MAPPED_KINDS),
    value: z.string(),
    count: z.int(),
    firstLine: z.int(),
    proposed: z.string().nullable(),
    choices: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('swallowedLines'),
    value: z.string().meta({ example: '2-5' }),
    count: z.int(),
    firstLine: z.int(),
    lastLine: z.int(),
    column: z.string(),
    proposed: z.enum(SWALLOWED_READINGS),
    choices: z.array(z.enum(SWALLOWED_READINGS)),
    readings: z.object({
      lines: z.object({ records: z.int(), sample: z.array(z.string()) }),
      cell: z.object({ records: z.int(), sample: z.string() }),
    }),
  }),
  z.object({
    kind: z.literal('hiddenRows'),
    value: z.string().meta({ description: 'The sheet.' }),
    count: z.int(),
    firstLine: z.int(),
    proposed: z.enum(HIDDEN_ROWS_READINGS),
    choices: z.array(z.enum(HIDDEN_ROWS_READINGS)),
    sample: z.array(z.string()),
  }),
  z.object({ kind: z.literal('leaveOut'), value: z.string(), count: z.int(), firstLine: z.int(), limit: z.string() }),
])
export type ImportQuestion = z.infer<typeof question>

export const importReport = z.object({
  dryRun: z.boolean(),
  header: z.array(z.string()).readonly(),
  importId: id.nullable().meta({ description: 'To take it back by; null for a dry run.' }),
  recognised: z.string().nullable().meta({ description: 'The tool whose export it is.' }),
  lines: z.int().meta({ description: 'Records: created + updated + unchanged + refused.' }),
  fileLines: z
    .object({ file: z.int(), head: z.int(), blank: z.int(), joined: z.int(), hidden: z.int() })
    .meta({ description: 'All lines of the file are head + blank + joined + hidden + the records.' }),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  refusals: z.array(lineRefusal),
  refusalsLeftOut: z.int(),
  questions: z.array(question),
  questionsLeftOut: z.int().meta({ description: 'Beyond the first 200 of each kind.' }),
  warnings: z.array(lineRefusal),
  warningsLeftOut: z.int(),
  readAs: z.array(z.object({ line: z.int(), written: z.string(), phone: z.string(), count: z.int() })),
  dateOrder: z.object({ order: z.enum(['dmy', 'mdy']), by: z.enum(['file', 'source', 'country']) }).nullable(),
  workbook: z
    .object({
      sheet: z.string(),
      dateSystem: z.literal([1900, 1904]).meta({ description: 'The year its days are counted from.' }),
      hiddenColumns: z.array(z.string()).meta({ description: 'Imported although nobody sees them in the workbook.' }),
    })
    .nullable(),
  at: instant,
})
export type ImportReport = z.infer<typeof importReport>

export const leadsImport = z.object({
  id,
  fileName: z.string(),
  source: z.string().nullable(),
  startedAt: instant,
  finishedAt: instant.nullable(),
  actorName: z.string(),
  state: z.enum(IMPORT_STATES).meta({
    description: 'Interrupted: it broke off, and what it wrote until then stays. The same file imported again goes on.',
  }),
  lastLine: z.int().meta({ description: 'Of the file: it is written up to there.' }),
  lines: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  undoneAt: instant.nullable(),
  undoneBy: z.string().nullable(),
  undoableUntil: instant.nullable().meta({ description: 'Null once it is undone or too old.' }),
})
export type LeadsImport = z.infer<typeof leadsImport>

export const importList = listQuery(['startedAt'], {})

export const importUndone = z.object({
  removed: z.int().meta({ description: 'Leads it had created, gone.' }),
  restored: z.int().meta({ description: 'Leads with fields put back.' }),
  kept: z.array(z.object({ leadId: id, name: z.string(), reason: z.enum(['contacted', 'edited']) })),
  keptLeftOut: z.int(),
})
export type ImportUndone = z.infer<typeof importUndone>
