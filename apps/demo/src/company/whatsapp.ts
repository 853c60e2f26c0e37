/** What the demo says through WhatsApp: a rule of its own, its template mapped to one of the sandbox's account. */
import type { Db } from '@relance/relance'

const BODY =
  'Bonjour {{ lead.firstName | default: "à vous" }}, avez-vous pu regarder notre proposition ? {{ company.name }} reste à votre disposition.'
const PARAMETERS = [{ value: '{{ lead.firstName | default: "à vous" }}' }, { value: '{{ company.name }}' }]
const AUDIENCE = {
  combinator: 'and',
  rules: [
    { field: 'source', operator: '=', value: 'publicité' },
    { field: 'lastContactAt', operator: 'olderThan', value: { value: 1, unit: 'days' } },
  ],
}
/** Nobody is woken by a sandbox, and whoever looks at night sees messages leave too. */
const WINDOW = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }
const STEPS = [2, 4].map((value) => ({ after: { value, unit: 'days' } }))

/** Once: nothing happens when a template is mapped already. */
export async function loadDemoWhatsApp(db: Db): Promise<void> {
  await db.query(
    `with t as (
       insert into templates (name, body, whatsapp_name, whatsapp_language, whatsapp_parameters)
         select 'Relance WhatsApp', $1, 'relance_1', 'fr', $2
          where not exists (select from templates where whatsapp_name is not null)
         returning id),
     f as (
       insert into frequencies (name, steps, "window") select 'WhatsApp : 2 puis 4 jours, jour et nuit', $3, $4 from t returning id)
     insert into rules (name, active, priority, audience, frequency_id, template_ids, channel)
       select 'Venus par la publicité (WhatsApp)', true, 30, $5, f.id, array[t.id], 'whatsapp' from t, f`,
    [BODY, PARAMETERS, STEPS, WINDOW, AUDIENCE].map((value) =>
      typeof value === 'string' ? value : JSON.stringify(value),
    ),
  )
}
