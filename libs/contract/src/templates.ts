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
