/** Leads, as they are read, written, and listed: derived from the registry of their fields. */
import {
  type ByKind,
  FILTER_FIELDS,
  isAlwaysFilled,
  LEAD_FIELDS,
  type LeadField,
  type LeadValues,
  SORTED_FIELDS,
  STORED,
  type StoredLeadField,
  type WrittenField,
} from '@relance/leads/fields'
import { FUNNEL_STAGES } from '@relance/relance/core'
import { z } from 'zod'
import { between, listQuery, oneOf, search, within } from '../http/list.ts'
import { body, filledLine, id, instant, line, partial, timeZone } from '../http/text.ts'

/** A key of `custom` can be named in an audience (`custom.budget`) and in a message. */
const customKey = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,59}$/, 'custom_key_unreadable')
const customValue = z.union([line(2_000), z.number(), z.boolean(), z.null()], 'custom_value_refused')

const someTags = z.array(filledLine(60)).max(50, 'too_many')
const orNull = (shape: z.ZodType, field: StoredLeadField): z.ZodType =>
  isAlwaysFilled(field) ? shape : shape.nullable()

/** As each kind of field is written. */
const WRITTEN: ByKind<(field: StoredLeadField) => z.ZodType> = {
  line: ({ longest = 200 }) => line(longest),
  phone: () =>
    filledLine(40).meta({
      description: 'Any national or international writing; kept as E.164.',
      example: '06 39 98 00 12',
    }),
  email: ({ longest = 320 }) => z.email('email_unreadable').max(longest, 'too_long'),
  status: ({ longest = 60 }) => filledLine(longest).meta({ example: 'new' }),
  person: () => id,
  timeZone: () => timeZone,
  locale: () => z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'locale_unreadable'),
  tags: () => someTags,
  custom: () => z.record(customKey, customValue).refine((custom) => Object.keys(custom).length <= 100, 'too_many'),
  ids: () => z.record(z.string(), z.string()),
  instant: () => instant,
}

/** As it is read: what is stored is not checked again. */
const READ: ByKind<z.ZodType> = {
  line: z.string(),
  phone: z.string().meta({ example: '+33639980012' }),
  email: z.string(),
  status: z.string(),
  person: id,
  timeZone: z.string(),
  locale: z.string(),
  tags: z.array(z.string()),
  custom: z.record(z.string(), z.unknown()),
  ids: z.record(z.string(), z.string()),
  instant,
}

type Shapes<Field extends LeadField> = { [Key in Field]: z.ZodType<LeadValues<string>[Key]> }

const fields = Object.fromEntries(
  STORED.flatMap(([name, field]) => {
    if (field.changedBy === null) return []
    const shape = WRITTEN[field.kind](field)
    // A phone can be changed, not taken away: only an erasure does that.
    return [[name, field.kind === 'phone' ? shape : orNull(shape, field)]]
  }),
) as unknown as Omit<Shapes<WrittenField>, 'phone'> & { phone: z.ZodType<string> }

const READ_ONLY = [
  ...['id', 'lastRelanceAt', 'relanceCount'],
  ...STORED.flatMap(([name, { changedBy }]) => (changedBy === null ? name : [])),
]

export const leadCreate = body({ ...partial(fields), phone: fields.phone }, READ_ONLY)
export const leadUpdate = body(partial(fields), READ_ONLY)
/** For many leads at once; tags can be added to what each of them has, or taken away. */
export const leadBulkUpdate = body(partial({ ...fields, addTags: someTags, removeTags: someTags }), READ_ONLY)
export type LeadBulkUpdate = z.infer<typeof leadBulkUpdate>
export type LeadCreate = z.infer<typeof leadCreate>
export type LeadUpdate = z.infer<typeof leadUpdate>

/** What a closer may change of their own leads. */
export const CLOSER_FIELDS: readonly string[] = STORED.flatMap(([name, { changedBy }]) =>
  changedBy === 'closer' ? name : [],
)

const described = (shape: z.ZodType, about: string | undefined): z.ZodType =>
  about === undefined ? shape : shape.meta({ description: about })

export const lead = z.object({
  id,
  ...(Object.fromEntries(
    STORED.map(([name, field]) => [name, described(orNull(READ[field.kind], field), field.about)]),
  ) as unknown as Shapes<LeadField>),
  lastRelanceAt: instant.nullable(),
  relanceCount: z.int(),
})
export type Lead = z.infer<typeof lead>

/** How each kind of field is looked for. */
const FILTERS: ByKind<(name: string, field: StoredLeadField) => z.ZodRawShape> = {
  line: (name, field) => oneOf(name, orNull(line(field.longest ?? 200), field)),
  phone: (name) => oneOf(name, line(40)),
  email: (name, { longest = 320 }) => oneOf(name, line(longest)),
  status: (name, { longest = 60 }) => oneOf(name, line(longest)),
  person: (name) => oneOf(name, id.nullable()),
  timeZone: (name) => oneOf(name, line(60)),
  locale: (name) => oneOf(name, line(60)),
  tags: (name) => ({ [name]: z.union([z.array(line(60)).max(50), line(60)]) }),
  custom: () => ({}),
  ids: () => ({}),
  instant: within,
}

/** What the figures of a period count: leads that its relances brought to a stage. */
export const reachedFilter = z.strictObject({
  stage: z.enum(FUNNEL_STAGES),
  since: instant,
  until: instant,
  ruleId: id.optional(),
})
export type ReachedFilter = z.infer<typeof reachedFilter>

export const leadList = listQuery(
  ['createdAt', ...SORTED_FIELDS.filter((name) => name !== 'createdAt'), 'lastRelanceAt', 'relanceCount'],
  {
    ...search,
    ...Object.assign({}, ...FILTER_FIELDS.map((name) => FILTERS[LEAD_FIELDS[name].kind](name, LEAD_FIELDS[name]))),
    ...within('lastRelanceAt'),
    ...between('relanceCount'),
    reached: reachedFilter.meta({
      description: 'Leads that relances of a period brought to this stage, as `statistics/summary` counts.',
    }),
  },
)
