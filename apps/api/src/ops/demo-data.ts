/** A first look at Relance: fictive French leads with numbers reserved for fiction, two rules, their messages. */
import type { Db } from '@relance/relance'

const DAY = 86_400_000
const HOUR = 3_600_000

const CLOSERS = [
  ['camille@demo.invalid', 'Camille Durand'],
  ['sacha@demo.invalid', 'Sacha Lemoine'],
] as const

const FIRST_NAMES = [
  'Louise',
  'Gabriel',
  'Jade',
  'Raphaël',
  'Ambre',
  'Léo',
  'Alba',
  'Noé',
  'Inès',
  'Malo',
  'Zoé',
  'Nour',
]
const LAST_NAMES = ['Moreau', 'Lefèvre', 'Garnier', 'Chevalier', 'Fontaine', 'Roussel', 'Marchand', 'Benali', 'Perrin']
const COMPANIES = ['Atelier Brume', 'Maison Cèdre', 'Studio Marée', null, 'Café des Halles', 'Cycles Nomade', null]
const STATUSES = ['new', 'contacted', 'contacted', 'meeting', 'proposal', 'new', 'contacted', 'won', 'lost']
const SOURCES = ['site', 'salon', 'parrainage', 'publicité']
const LEADS = 60

const EVERY_THREE_DAYS = {
  name: 'Tous les 3 jours, en semaine',
  steps: [3, 3, 5].map((value) => ({ after: { value, unit: 'days' } })),
  window: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:30' },
}
const AFTER_A_PROPOSAL = {
  name: 'Après un devis, le matin',
  steps: [2, 4].map((value) => ({ after: { value, unit: 'workingDays' } })),
  window: { days: [1, 2, 3, 4, 5], from: '09:00', to: '11:30' },
}

const TEMPLATES = {
  first: [
    'Premier rappel',
    'Bonjour {{ lead.firstName }}, c’est {{ closer.name }} de {{ company.name }}. Avez-vous pu réfléchir à notre échange ? Je reste disponible si vous avez des questions.',
  ],
  second: [
    'Deuxième rappel',
    'Bonjour {{ lead.firstName }}, je me permets de revenir vers vous. Souhaitez-vous que l’on en reparle cette semaine ? {{ closer.name }}',
  ],
  proposal: [
    'Suite au devis',
    'Bonjour {{ lead.firstName }}, avez-vous pu regarder notre proposition{% if lead.company %} pour {{ lead.company }}{% endif %} ? Je peux vous appeler quand vous voulez. {{ closer.name }}, {{ company.name }}',
  ],
} as const

const condition = (field: string, operator: string, value: unknown) => ({ field, operator, value })
const NO_NEWS = {
  combinator: 'and',
  rules: [
    condition('status', 'in', ['new', 'contacted', 'meeting']),
    condition('lastContactAt', 'olderThan', { value: 3, unit: 'days' }),
  ],
}
const HAS_PROPOSAL = { combinator: 'and', rules: [condition('status', '=', 'proposal')] }

/**
 * Nothing happens when there is any lead or rule. Returns whether data was loaded; `now` in milliseconds. With a hash, the
 * closers can sign in.
 */
export async function loadDemoData(db: Db, now: number, passwordHash: string | null = null): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [found] = await tx.query('select from leads union all select from rules limit 1')
    if (found) return false
    await tx.query(`update settings set company_name = 'Les Ateliers du Rhône'`)
    const closers = await tx.query<{ id: string }>(
      `insert into users (email, name, role, password_hash)
         select email, name, 'closer', $3 from unnest($1::text[], $2::text[]) as c(email, name) returning id`,
      [CLOSERS.map(([email]) => email), CLOSERS.map(([, name]) => name), passwordHash],
    )
    await addLeads(
      tx,
      now,
      closers.map((closer) => closer.id),
    )
    const templates = await addTemplates(tx)
    await addRule(tx, 'Sans nouvelles depuis 3 jours', 10, NO_NEWS, EVERY_THREE_DAYS, [
      templates.first,
      templates.second,
    ])
    await addRule(tx, 'Devis sans réponse', 20, HAS_PROPOSAL, AFTER_A_PROPOSAL, [templates.proposal])
    return true
  })
}

async function addLeads(tx: Db, now: number, closers: readonly string[]): Promise<void> {
  const pick = <Item>(items: readonly Item[], place: number): Item => items[place % items.length] as Item
  const leads = Array.from({ length: LEADS }, (_, place) => ({
    first_name: pick(FIRST_NAMES, place),
    last_name: pick(LAST_NAMES, place * 5),
    phone: `+3363998${String(place).padStart(4, '0')}`,
    email: `lead${place}@demo.invalid`,
    company: pick(COMPANIES, place),
    status: pick(STATUSES, place),
    source: pick(SOURCES, place),
    closer_id: pick(closers, place),
    created_at: new Date(now - (10 + (place % 25)) * DAY),
    last_contact_at: new Date(now - ((place % 9) + 1) * DAY - (place % 7) * HOUR),
  }))
  await tx.query(
    `insert into leads (first_name, last_name, phone, email, company, status, source, closer_id, created_at, last_contact_at)
       select first_name, last_name, phone, email, company, status, source, closer_id, created_at, last_contact_at
         from json_populate_recordset(null::leads, $1::json)`,
    [JSON.stringify(leads)],
  )
}

async function addTemplates(tx: Db): Promise<Record<keyof typeof TEMPLATES, string>> {
  const ids: Partial<Record<keyof typeof TEMPLATES, string>> = {}
  for (const [key, [name, body]] of Object.entries(TEMPLATES)) {
    const [row] = await tx.query<{ id: string }>('insert into templates (name, body) values ($1, $2) returning id', [
      name,
      body,
    ])
    ids[key as keyof typeof TEMPLATES] = row?.id ?? ''
  }
  return ids as Record<keyof typeof TEMPLATES, string>
}

async function addRule(
  tx: Db,
  name: string,
  priority: number,
  audience: object,
  frequency: typeof EVERY_THREE_DAYS,
  templateIds: string[],
): Promise<void> {
  await tx.query(
    `with f as (insert into frequencies (name, steps, "window") values ($1, $2, $3) returning id)
     insert into rules (name, active, priority, audience, frequency_id, template_ids)
       select $4, true, $5, $6, f.id, $7::uuid[] from f`,
    [
      frequency.name,
      JSON.stringify(frequency.steps),
      JSON.stringify(frequency.window),
      name,
      priority,
      JSON.stringify(audience),
      templateIds,
    ],
  )
}
