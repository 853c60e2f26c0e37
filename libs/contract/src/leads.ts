/** Leads, as they are read, written, listed and imported. */
import { IMPORT_FIELDS, isCountry } from '@relance/leads/core'
import { z } from 'zod'
import { between, listQuery, oneOf, search, within } from './list.ts'
import { body, filledLine, id, instant, line, partial, timeZone } from './text.ts'

/** A key of `custom` can be named in an audience (`custom.budget`) and in a message. */
const customKey = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,59}$/, 'custom_key_unreadable')
const customValue = z.union([line(2_000), z.number(), z.boolean(), z.null()], 'custom_value_refused')

const fields = {
  firstName: line(100),
  lastName: line(100),
  phone: filledLine(40).meta({
    description: 'Any national or international writing; kept as E.164.',
    example: '06 39 98 00 12',
  }),
  email: z.email('email_unreadable').max(320, 'too_long').nullable(),
  company: line(200).nullable(),
  status: filledLine(60).meta({ example: 'new' }),
  source: line(200).nullable(),
  tags: z.array(filledLine(60)).max(50, 'too_many'),
  closerId: id.nullable(),
  timeZone: timeZone.nullable(),
  locale: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'locale_unreadable'),
  custom: z.record(customKey, customValue).refine((custom) => Object.keys(custom).length <= 100, 'too_many'),
  lastContactAt: instant.nullable(),
  optedOutAt: instant.nullable(),
  pausedUntil: instant.nullable(),
  wrongNumberAt: instant.nullable(),
}

const READ_ONLY = ['id', 'lastRelanceAt', 'relanceCount', 'erasedAt', 'createdAt', 'updatedAt']

export const leadCreate = body({ ...partial(fields), phone: fields.phone }, READ_ONLY)
export const leadUpdate = body(partial(fields), READ_ONLY)
const someTags = z.array(filledLine(60)).max(50, 'too_many')
/** For many leads at once; tags can be added to what each of them has, or taken away. */
export const leadBulkUpdate = body(partial({ ...fields, addTags: someTags, removeTags: someTags }), READ_ONLY)
export type LeadBulkUpdate = z.infer<typeof leadBulkUpdate>
export type LeadCreate = z.infer<typeof leadCreate>
export type LeadUpdate = z.infer<typeof leadUpdate>

/** What a closer may change of their own leads. */
export const CLOSER_FIELDS: readonly string[] = [
  'firstName',
  'lastName',
  'email',
  'company',
  'status',
  'tags',
  'timeZone',
  'locale',
  'custom',
  'lastContactAt',
  'pausedUntil',
]

export const lead = z.object({
  id,
  firstName: z.string(),
  lastName: z.string(),
  phone: z.string().nullable().meta({ description: 'E.164; null once erased.', example: '+33639980012' }),
  email: z.string().nullable(),
  company: z.string().nullable(),
  status: z.string(),
  source: z.string().nullable(),
  tags: z.array(z.string()),
  closerId: id.nullable(),
  timeZone: z.string().nullable(),
  locale: z.string(),
  custom: z.record(z.string(), z.unknown()),
  lastContactAt: instant.nullable(),
  lastRelanceAt: instant.nullable(),
  relanceCount: z.int(),
  optedOutAt: instant.nullable(),
  pausedUntil: instant.nullable(),
  wrongNumberAt: instant.nullable(),
  erasedAt: instant.nullable(),
  createdAt: instant,
  updatedAt: instant,
})
export type Lead = z.infer<typeof lead>

export const leadList = listQuery(
  [
    'createdAt',
    'updatedAt',
    'firstName',
    'lastName',
    'company',
    'status',
    'source',
    'lastContactAt',
    'lastRelanceAt',
    'relanceCount',
  ],
  {
    ...search,
    ...oneOf('status', line(60)),
    ...oneOf('closerId', id.nullable()),
    ...oneOf('source', line(200).nullable()),
    ...oneOf('phone', line(40)),
    ...oneOf('email', line(320)),
    ...oneOf('company', line(200)),
    tags: z.union([z.array(line(60)).max(50), line(60)]),
    ...within('createdAt'),
    ...within('updatedAt'),
    ...within('lastContactAt'),
    ...within('lastRelanceAt'),
    ...between('relanceCount'),
  },
)

const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

const target = z.union([z.enum(IMPORT_FIELDS), z.string().regex(/^custom\.[A-Za-z][A-Za-z0-9_]{0,59}$/)]).nullable()

const mapping = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      context.addIssue({ code: 'custom', message: 'query_not_json' })
      return z.NEVER
    }
  })
  .pipe(z.array(target, 'mapping_refused').max(500, 'mapping_refused'))
  .refine((targets) => {
    const used = targets.filter((one) => one !== null)
    return used.includes('phone') && new Set(used).size === used.length
  }, 'mapping_refused')
  .meta({
    description:
      'Where each column goes, as JSON: a field, `custom.<key>`, or null. By the names of the columns when absent.',
    example: '["phone","firstName",null]',
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
  mapping: mapping.optional(),
})

export const importColumns = z.object({
  encoding: z.string().meta({ example: 'windows-1252' }),
  separator: z.string().meta({ example: ';' }),
  columns: z.array(
    z.object({
      name: z.string(),
      target: z.string().nullable().meta({ description: 'Where the name says it goes; null: nowhere.' }),
      samples: z.array(z.string()),
    }),
  ),
})
export type ImportColumns = z.infer<typeof importColumns>
