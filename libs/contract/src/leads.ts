/** Leads, as they are read, written, and listed. */
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

const READ_ONLY = [
  'id',
  'submittedAt',
  'externalIds',
  'lastRelanceAt',
  'relanceCount',
  'erasedAt',
  'createdAt',
  'updatedAt',
]

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
  submittedAt: instant
    .nullable()
    .meta({ description: 'When the person last asked for something by a form, as an import says.' }),
  externalIds: z.record(z.string(), z.string()).meta({ description: 'The lead’s ids in its sources, by source.' }),
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
