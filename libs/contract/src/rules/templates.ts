/** Message templates. What their text may hold is the engine's to refuse. */
import { z } from 'zod'
import { listQuery, oneOf, search, within } from '../http/list.ts'
import { templateBody } from './template-body.ts'
import { body, filledLine, id, instant, locale, partial } from '../http/text.ts'
import { parameterPlace } from '../settings/whatsapp.ts'

const mappingOf = <Value extends z.ZodType>(value: Value) =>
  z.strictObject({
    name: filledLine(512).meta({ description: 'Of the template in the WhatsApp account.', example: 'relance_1' }),
    language: filledLine(20).meta({ example: 'fr' }),
    parameters: z
      .array(
        z.strictObject({
          name: filledLine(100)
            .optional()
            .meta({ description: 'Of a named parameter; absent where they are numbered.' }),
          place: parameterPlace.optional().meta({ description: 'body when absent.' }),
          value,
        }),
      )
      .max(30, 'too_many')
      .meta({ description: 'Numbered ones in their order.' }),
  })
const whatsapp = mappingOf(templateBody.meta({ example: '{{ lead.firstName }}' }))
  .nullable()
  .meta({ description: 'The approved template that says it through WhatsApp; null when there is none.' })
export type TemplateMapping = NonNullable<z.infer<typeof whatsapp>>
const fields = { name: filledLine(200), locale, body: templateBody, whatsapp }

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
  whatsapp: z
    .object({
      name: z.string(),
      language: z.string(),
      parameters: z.array(
        z.object({ name: z.string().optional(), place: parameterPlace.optional(), value: z.string() }),
      ),
    })
    .nullable(),
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
  whatsapp: mappingOf(z.string().max(4_096)).nullable().optional().meta({
    description: 'The mapping to look at as well; its values may be missing still.',
  }),
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
  whatsapp: z
    .object({
      text: z
        .string()
        .nullable()
        .meta({ description: 'What the lead would read; null when the account has no such template.' }),
      buttons: z.array(z.string()),
      isSendable: z.boolean().meta({ description: 'Whether WhatsApp would take it for this lead.' }),
      refusals: z.array(z.object({ field: z.string(), code: z.string(), text: z.string() })).meta({
        description: 'What is wrong with the mapping, where, in the caller’s language.',
      }),
    })
    .nullable()
    .meta({ description: 'The same through WhatsApp; null without a mapping.' }),
})
export type TemplatePreview = z.infer<typeof templatePreview>
