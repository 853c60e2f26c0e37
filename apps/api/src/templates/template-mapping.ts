/** Our templates said in those of the WhatsApp account: what is saved, and what is refused. */
import type { Refusal, TemplateMapping, TemplateUpdate } from '@relance/contract'
import { Template } from '@relance/relance/nest'
import { checkMapping, type CloudTemplate, type MappingFault } from '@relance/whatsapp'
import type { EntityManager } from 'typeorm'
import { type Refusals, whyRefused } from '../http/bulk.ts'
import { refuseFields } from '../http/refused.ts'
import { save, saveMany } from '../http/store.ts'

/** What only waits for WhatsApp may be prepared; whoever activates a rule with it is told. */
const MAY_WAIT: MappingFault['code'] = 'whatsapp_template_not_approved'
const NONE = { name: null, language: null, parameters: [] }

export async function saveTemplate(manager: EntityManager, fields: TemplateUpdate, id?: string): Promise<Template> {
  await refuseMapping(manager, fields)
  return save(manager, Template, columnsOf(fields), id)
}

/** A mapping that is refused is refused for all of them. */
export async function saveTemplates(
  manager: EntityManager,
  fields: TemplateUpdate,
  rows: readonly Template[],
): Promise<Refusals> {
  const wrong = await whyRefused(() => refuseMapping(manager, fields))
  if (wrong) return new Map(rows.map(({ id }) => [id, wrong]))
  await saveMany(manager, Template, { ids: rows.map(({ id }) => id), set: columnsOf(fields) })
  return new Map()
}

const columnsOf = ({ whatsapp, ...rest }: TemplateUpdate): object =>
  whatsapp === undefined ? rest : { ...rest, whatsapp: whatsapp ?? NONE }

async function refuseMapping(manager: EntityManager, { whatsapp }: TemplateUpdate): Promise<void> {
  if (!whatsapp) return
  const faults = faultsOf(await readApproved(manager, whatsapp), whatsapp)
  const refused = faults.filter(({ code }) => code !== MAY_WAIT)
  if (refused.length > 0) throw refuseFields(...refused.map(refusalOf))
}

/** A saved state of the table, as the template travels; those from before there were mappings say nothing of any. */
export function viewSnapshot({ whatsappName, whatsappLanguage, whatsappParameters, ...rest }: Record<string, unknown>) {
  if (whatsappName === undefined) return rest
  const whatsapp = whatsappName
    ? { name: whatsappName, language: whatsappLanguage, parameters: whatsappParameters }
    : null
  return { ...rest, whatsapp }
}

/** Null when the account has none of that name in that language. */
export async function readApproved(
  manager: Pick<EntityManager, 'query'>,
  { name, language }: Pick<TemplateMapping, 'name' | 'language'>,
): Promise<CloudTemplate | null> {
  const [row] = await manager.query<{ template: CloudTemplate }[]>(
    `select template || jsonb_build_object('status', status, 'category', category) as template
       from whatsapp_templates where name = $1 and language = $2 and status <> 'DELETED'`,
    [name, language],
  )
  return row?.template ?? null
}

export const faultsOf = (approved: CloudTemplate | null, mapping: TemplateMapping): MappingFault[] =>
  checkMapping(approved, mapping)

const OF_THE_TEMPLATE = ['whatsapp_template_missing', 'whatsapp_template_unsupported', MAY_WAIT]

export function refusalOf({ index, ...fault }: MappingFault): Refusal {
  if (OF_THE_TEMPLATE.includes(fault.code)) return { ...fault, field: 'whatsapp.name' }
  return { ...fault, field: index === undefined ? 'whatsapp.parameters' : `whatsapp.parameters.${index}.value` }
}

interface Sending {
  active: boolean
  channel: string
  templateIds: readonly string[]
  variants: readonly { templateId: string }[]
}

/**
 * A rule that sends by itself may not be activated with a mapping WhatsApp would refuse. Having none, or one that is not approved, is
 * only asked about while the closer takes such messages over.
 */
export async function refuseWrongMappings(manager: EntityManager, { channel, templateIds, variants }: Sending) {
  if (channel !== 'whatsapp') return
  const [settings] = await manager.query<{ fallsBack: boolean }[]>(
    'select falls_back as "fallsBack" from whatsapp_settings',
  )
  const isRequired = settings?.fallsBack === false
  const places = [
    ...templateIds.map((id, place) => ({ id, field: `templateIds.${place}` })),
    ...variants.map(({ templateId: id }, place) => ({ id, field: `variants.${place}.templateId` })),
  ]
  const refusals: Refusal[] = []
  for (const { id, field } of places) {
    const { name, whatsapp } = await manager.findOneOrFail(Template, { where: { id } })
    if (!whatsapp) {
      if (isRequired) refusals.push({ field, code: 'templates_unapproved', params: { templates: name } })
      continue
    }
    const mapping = whatsapp as TemplateMapping
    const faults = faultsOf(await readApproved(manager, mapping), mapping)
    const refused = faults.filter(({ code }) => isRequired || code !== MAY_WAIT)
    refusals.push(...refused.map(({ code, params }) => ({ field, code, ...(params && { params }) })))
  }
  if (refusals.length > 0) throw refuseFields(...refusals)
}
