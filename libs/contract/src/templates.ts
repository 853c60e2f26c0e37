/** Message templates. What their text may hold is the engine's to refuse. */
import { z } from 'zod'
import { listQuery, oneOf, search, within } from './list.ts'
import { templateBody } from './template-body.ts'
import { body, filledLine, id, instant, locale, partial } from './text.ts'

const fields = { name: filledLine(200), locale, body: templateBody }

const READ_ONLY = ['id', 'version', 'archivedAt', 'createdAt', 'updatedAt']

export const templateCreate = body({ ...partial(fields), name: fields.name, body: fields.body }, READ_ONLY)
export const templateUpdate = body(partial(fields), READ_ONLY)
export type TemplateCreate = z.infer<typeof templateCreate>
export type TemplateUpdate = z.infer<typeof templateUpdate>

export const template = z.object({
  id,
  name: z.string(),
  locale: z.string(),
  body: z.string(),
  version: z.int(),
  archivedAt: instant.nullable(),
  createdAt: instant,
  updatedAt: instant,
})
export type Template = z.infer<typeof template>

export const templateList = listQuery(['name', 'locale', 'createdAt', 'updatedAt'], {
  ...search,
  ...oneOf('locale', locale),
  ...within('createdAt'),
  ...within('updatedAt'),
  archived: z.boolean(),
})

export const templatePreviewRequest = z.strictObject({
  body: templateBody,
  leadId: id.optional().meta({ description: 'Whose message to write; an invented lead when absent.' }),
})
export type TemplatePreviewRequest = z.infer<typeof templatePreviewRequest>

/** Leads that texts tend to go wrong for. */
export const HARD_CASES = ['nameless', 'long', 'accents'] as const

export const templatePreview = z.object({
  message: z.string().nullable().meta({ description: 'Null when the text would come out blank or over-long.' }),
  link: z.string().nullable(),
  length: z.int().meta({ description: 'In UTF-16 units, as WhatsApp counts; at most 4,096.' }),
  variables: z.array(z.string()),
  emptyVariables: z.array(z.string()).meta({ description: 'Variables that have nothing to say for this lead.' }),
  cases: z
    .array(z.object({ name: z.enum(HARD_CASES), message: z.string().nullable(), emptyVariables: z.array(z.string()) }))
    .meta({ description: 'The same text for invented leads that are hard to write to.' }),
})
export type TemplatePreview = z.infer<typeof templatePreview>
