/** Reads what an unsaved rule refers to, and makes of it a rule that can be planned with. */
import type { Audience } from '../../decide/audience.ts'
import type { FrequencyConfig } from '../../decide/cadence.ts'
import type { OnContact, PlannedRule } from '../../decide/plan.ts'
import { DEFAULT_REENTRY, type Reentry } from '../../decide/episodes.ts'
import type { ChannelKey } from '../../ground/channels.ts'
import { UNSAVED_RULE } from './preview.pure.ts'
import type { Db } from '../../ground/ports.ts'
import { FREQUENCY, planRule, type RuleRow, variantsOf } from '../../record/state/load-plan.sql.ts'

export interface RuleDraft {
  /** The rule it would change; null for a new one. */
  id: string | null
  name: string
  priority: number
  channel: ChannelKey
  audience: Audience
  stopOn: readonly string[]
  onContact: OnContact
  expiryDays: number
  frequencyId: string
  /** Changes of the frequency that are not saved either. */
  frequency?: FrequencyConfig
  templateIds: readonly string[]
  holdoutPercent?: number
  variants?: readonly { step: number; templateId: string }[]
  /** {@link DEFAULT_REENTRY} when absent. */
  reentry?: Reentry
}

interface PartsRow extends Pick<RuleRow, 'frequencyVersion' | 'frequency' | 'templates' | 'variants'> {
  /** Of the draft, from 1. */
  place: number
  version: number
}

/** As if active. Null when the frequency or one of the templates does not exist. */
export async function loadDraft(db: Db, draft: RuleDraft): Promise<PlannedRule | null> {
  const [rule = null] = await loadDrafts(db, [draft])
  return rule
}

/** The same for many, in their order and in one statement. */
export async function loadDrafts(db: Db, drafts: readonly RuleDraft[]): Promise<(PlannedRule | null)[]> {
  const wanted = drafts.map(({ id, frequencyId, templateIds, variants = [] }) => {
    return { id, frequencyId, templateIds, variants }
  })
  const rows = await db.query<PartsRow>(
    `select d.place::int, f.version as "frequencyVersion", ${FREQUENCY} as frequency,
            coalesce((select version from rules where id = d.id), 0) + 1 as version,
            (select json_agg(json_build_object('id', t.id, 'version', t.version, 'body', t.body) order by x.place)
               from unnest(d.template_ids) with ordinality as x(id, place) join templates t on t.id = x.id) as templates,
            ${variantsOf('d.variants')} as variants
       from rows from (jsonb_to_recordset($1::jsonb) as (id uuid, "frequencyId" uuid, "templateIds" uuid[], variants jsonb))
              with ordinality as d(id, frequency_id, template_ids, variants, place)
       join frequencies f on f.id = d.frequency_id`,
    [JSON.stringify(wanted)],
  )
  const parts = new Map(rows.map(({ place, ...row }) => [place, row]))
  return drafts.map((draft, index) => planDraft(draft, parts.get(index + 1)))
}

function planDraft(draft: RuleDraft, parts: Omit<PartsRow, 'place'> | undefined): PlannedRule | null {
  if (!parts || draft.templateIds.length === 0 || parts.templates?.length !== draft.templateIds.length) return null
  if ((parts.variants ?? []).length !== (draft.variants ?? []).length) return null
  const { id, name, priority, channel, audience, stopOn, onContact, expiryDays } = draft
  return planRule({
    ...parts,
    ...{ name, priority, channel, audience, onContact, expiryDays },
    id: id ?? UNSAVED_RULE,
    active: true,
    stopOn: [...stopOn],
    holdoutPercent: draft.holdoutPercent ?? 0,
    reentry: draft.reentry ?? DEFAULT_REENTRY,
    frequency: draft.frequency ?? parts.frequency,
  })
}
