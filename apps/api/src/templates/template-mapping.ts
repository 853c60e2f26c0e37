/** Our templates said in those of the WhatsApp account: what is saved, and what is refused. */
import type { Refusal, TemplateMapping, TemplateUpdate } from '@relance/contract'
import { Template } from '@relance/relance/nest'
import { checkMapping, type CloudTemplate, type MappingFault, whatsApp } from '@relance/whatsapp'
import { type EntityManager, In } from 'typeorm'
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

type CloudName = Pick<TemplateMapping, 'name' | 'language'>

/** Null when the account has none of that name in that language. */
export const readApproved = async (manager: Queries, wanted: CloudName): Promise<CloudTemplate | null> =>
  (await readAllApproved(manager, [wanted]))(wanted)

type Queries = Pick<EntityManager, 'query'>

/** The same for many, in one statement. */
async function readAllApproved(manager: Queries, wanted: readonly CloudName[]) {
  const rows = await manager.query<(CloudName & { template: CloudTemplate })[]>(
    `select distinct t.name, t.language,
            t.template || jsonb_build_object('status', t.status, 'category', t.category) as template
       from unnest($1::text[], $2::text[]) as wanted(name, language)
       join whatsapp_templates t on t.name = wanted.name and t.language = wanted.language and t.status <> 'DELETED'`,
    [wanted.map(({ name }) => name), wanted.map(({ language }) => language)],
  )
  const approved = new Map(rows.map(({ template, ...name }) => [keyOf(name), template]))
  return (mapping: CloudName): CloudTemplate | null => approved.get(keyOf(mapping)) ?? null
}

const keyOf = ({ name, language }: CloudName): string => `${name} ${language}`

export const faultsOf = (approved: CloudTemplate | null, mapping: TemplateMapping): MappingFault[] =>
  checkMapping(approved, mapping)

const OF_THE_TEMPLATE = ['whatsapp_template_missing', 'whatsapp_template_unsupported', MAY_WAIT]

export function refusalOf({ index, ...fault }: MappingFault): Refusal {
  if (OF_THE_TEMPLATE.includes(fault.code)) return { ...fault, field: 'whatsapp.name' }
  return { ...fault, field: index === undefined ? 'whatsapp.parameters' : `whatsapp.parameters.${index}.value` }
}

interface Sending {
  id: string
  channel: string
  templateIds: readonly string[]
  variants: readonly { templateId: string }[]
}

/**
 * A rule that sends by itself may not be activated with a mapping WhatsApp would refuse. Having none, or one that is not approved, is
 * only asked about while the closer takes such messages over. By the rule's id, why it is refused; in three statements for all of them.
 */
export async function wrongMappings(manager: EntityManager, rules: readonly Sending[]): Promise<Refusals> {
  const sending = rules.filter(({ channel }) => channel === whatsApp.key)
  if (sending.length === 0) return new Map()
  const [settings] = await manager.query<{ fallsBack: boolean }[]>(
    'select falls_back as "fallsBack" from whatsapp_settings',
  )
  const isRequired = settings?.fallsBack === false
  const ids = sending.flatMap((rule) => placesOf(rule).map(({ id }) => id))
  const templates = await manager.find(Template, { where: { id: In([...new Set(ids)]) } })
  const mappings = templates.flatMap(({ whatsapp }) => (whatsapp ? [whatsapp as TemplateMapping] : []))
  const approvedOf = await readAllApproved(manager, mappings)
  const faultsIn = ({ id, field }: Place): Refusal[] => {
    const template = templates.find((one) => one.id === id.toLowerCase())
    if (!template?.whatsapp)
      return isRequired ? [{ field, code: 'templates_unapproved', params: { templates: template?.name ?? '' } }] : []
    const mapping = template.whatsapp as TemplateMapping
    const faults = faultsOf(approvedOf(mapping), mapping).filter(({ code }) => isRequired || code !== MAY_WAIT)
    return faults.map(({ code, params }) => ({ field, code, ...(params && { params }) }))
  }
  return new Map(
    sending.flatMap((rule) => {
      const refusals = placesOf(rule).flatMap(faultsIn)
      return refusals.length > 0 ? [[rule.id, refuseFields(...refusals)]] : []
    }),
  )
}

interface Place {
  /** Of the template. */
  id: string
  field: string
}

const placesOf = ({ templateIds, variants }: Sending): Place[] => [
  ...templateIds.map((id, place) => ({ id, field: `templateIds.${place}` })),
  ...variants.map(({ templateId: id }, place) => ({ id, field: `variants.${place}.templateId` })),
]
