/** Reads our templates beside those of WhatsApp that they are said in. */
import type { Db } from '@relance/relance'
import type { TemplateParameter } from '@relance/relance/core'
import { checkMapping, type CloudTemplate } from './template.pure.ts'

/** Where a template of ours is said in none of WhatsApp's, `name` is null; `template` is null where the account has none such. */
export interface MappedRow {
  id: string
  label: string
  name: string | null
  language: string | null
  parameters: readonly TemplateParameter[]
  template: CloudTemplate | null
}

/** Of all our templates, or of some. */
export const readMappedRows = (db: Db, ids: readonly string[] | null): Promise<MappedRow[]> =>
  db.query<MappedRow>(
    `select t.id, t.name as label, t.whatsapp_name as name, t.whatsapp_language as language, t.whatsapp_parameters as parameters,
            case when w.status <> 'DELETED' then w.template || jsonb_build_object('status', w.status, 'category', w.category) end as template
       from templates t left join whatsapp_templates w on w.name = t.whatsapp_name and w.language = t.whatsapp_language
      where $1::uuid[] is null or t.id = any($1) order by t.name, t.id`,
    [ids],
  )

/** Whether WhatsApp takes messages made with it, as far as its list tells: approved, of a fit kind, and filled place by place. */
export const isSendable = ({ name, language, parameters, template }: MappedRow): boolean =>
  name !== null && language !== null && checkMapping(template, { name, language, parameters }).length === 0
