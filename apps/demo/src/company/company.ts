/** The demonstration's company: its people, rules, frequencies and messages. */
import type { Db } from '@relance/relance'

export interface DemoCloser {
  id: string
  name: string
  /** The part of what is due that this person gets done in a day. */
  diligence: number
}

export const MANAGER = { email: 'nadia@demo.invalid', name: 'Nadia Marchetti' } as const
const CLOSERS = [
  { email: 'camille@demo.invalid', name: 'Camille Durand', diligence: 0.95 },
  { email: 'sacha@demo.invalid', name: 'Sacha Lemoine', diligence: 0.85 },
  { email: 'ines@demo.invalid', name: 'Inès Belkacem', diligence: 0.7 },
] as const

const days = (value: number) => ({ after: { value, unit: 'days' } })
const workingDays = (value: number) => ({ after: { value, unit: 'workingDays' } })
const WEEK = [1, 2, 3, 4, 5]

const FREQUENCIES = {
  fast: {
    name: 'Accueil : 2 heures, puis 2 jours',
    steps: [{ after: { value: 2, unit: 'hours' } }, days(2), days(4)],
    window: { days: [...WEEK, 6], from: '09:00', to: '19:00' },
  },
  steady: {
    name: 'Tous les 3 jours, en semaine',
    steps: [days(3), days(3), days(5)],
    window: { days: WEEK, from: '09:00', to: '18:30' },
  },
  morning: {
    name: 'Après un devis, le matin',
    steps: [workingDays(2), workingDays(4), workingDays(6)],
    window: { days: WEEK, from: '09:00', to: '11:30' },
  },
}

const TEMPLATES = {
  welcome: [
    'Bienvenue',
    'Bonjour {{ lead.firstName | default: "à vous" }}, merci pour votre demande ! Ici {{ closer.name | default: "l’équipe" }} ({{ company.name }}). Quand puis-je vous appeler ?',
  ],
  first: [
    'Premier rappel',
    'Bonjour {{ lead.firstName | default: "à vous" }}, c’est {{ closer.name | default: "l’équipe" }} ({{ company.name }}). Avez-vous pu réfléchir à notre échange ? Je reste disponible si vous avez des questions.',
  ],
  second: [
    'Deuxième rappel',
    'Bonjour {{ lead.firstName | default: "à vous" }}, je me permets de revenir vers vous. Souhaitez-vous que l’on en reparle cette semaine ? {{ closer.name | default: company.name }}',
  ],
  last: [
    'Dernier message',
    'Bonjour {{ lead.firstName | default: "à vous" }}, je ne voudrais pas insister : dois-je garder votre projet en tête, ou est-ce trop tôt ? Un mot de vous suffit. {{ closer.name | default: company.name }}',
  ],
  proposal: [
    'Suite au devis',
    'Bonjour {{ lead.firstName | default: "à vous" }}, avez-vous pu regarder notre proposition{% if lead.company %} pour {{ lead.company }}{% endif %} ? Je peux vous appeler quand vous voulez. {{ closer.name | default: "L’équipe" }}, {{ company.name }}',
  ],
} as const

type Frequency = keyof typeof FREQUENCIES
type Template = keyof typeof TEMPLATES

export const PROPOSAL_RULE = 'Devis sans réponse'

const condition = (field: string, operator: string, value: unknown) => ({ field, operator, value })
const RULES: readonly {
  name: string
  priority: number
  audience: readonly object[]
  frequency: Frequency
  templates: readonly Template[]
}[] = [
  {
    name: PROPOSAL_RULE,
    priority: 30,
    audience: [condition('status', '=', 'proposal')],
    frequency: 'morning',
    templates: ['proposal', 'second', 'last'],
  },
  {
    name: 'Nouvelle demande sur le site',
    priority: 20,
    audience: [condition('status', '=', 'new'), condition('source', '=', 'site')],
    frequency: 'fast',
    templates: ['welcome', 'first', 'last'],
  },
  {
    name: 'Sans nouvelles depuis 3 jours',
    priority: 10,
    audience: [
      condition('status', 'in', ['new', 'contacted', 'meeting']),
      condition('lastContactAt', 'olderThan', { value: 3, unit: 'days' }),
    ],
    frequency: 'steady',
    templates: ['first', 'second', 'last'],
  },
]

/** Without a hash nobody can sign in as the people of the demonstration. */
export async function addPeople(tx: Db, at: number, passwordHash: string | null) {
  await tx.query(`update settings set company_name = 'Les Ateliers du Rhône'`)
  const people = [{ ...MANAGER, role: 'manager' }, ...CLOSERS.map((closer) => ({ ...closer, role: 'closer' }))]
  const rows = await tx.query<{ id: string }>(
    `insert into users (email, name, role, password_hash, created_at)
       select p.email, p.name, p.role, $4, to_timestamp($5::float8 / 1000)
         from unnest($1::text[], $2::text[], $3::text[]) as p(email, name, role) returning id`,
    [
      people.map(({ email }) => email),
      people.map(({ name }) => name),
      people.map(({ role }) => role),
      passwordHash,
      at,
    ],
  )
  const [managerId = '', ...closerIds] = rows.map(({ id }) => id)
  const closers = CLOSERS.map(
    ({ name, diligence }, place): DemoCloser => ({ id: closerIds[place] ?? '', name, diligence }),
  )
  return { managerId, closers }
}

export async function addRules(tx: Db, at: number): Promise<void> {
  const frequencies = new Map<string, string>()
  for (const [key, { name, steps, window }] of Object.entries(FREQUENCIES)) {
    frequencies.set(key, await insertedId(tx, 'frequencies', at, { name, steps, window }))
  }
  const templates = new Map<string, string>()
  for (const [key, [name, body]] of Object.entries(TEMPLATES)) {
    templates.set(key, await insertedId(tx, 'templates', at, { name, body }))
  }
  for (const { name, priority, audience, frequency, templates: wanted } of RULES) {
    await insertedId(tx, 'rules', at, {
      name,
      priority,
      active: true,
      audience: { combinator: 'and', rules: audience },
      frequency_id: frequencies.get(frequency),
      template_ids: wanted.map((key) => templates.get(key)),
    })
  }
}

async function insertedId(
  tx: Db,
  table: 'frequencies' | 'templates' | 'rules',
  at: number,
  row: Readonly<Record<string, unknown>>,
): Promise<string> {
  const columns = Object.keys(row).map((column) => `"${column}"`)
  const [inserted] = await tx.query<{ id: string }>(
    `insert into ${table} (${columns.join(', ')}, created_at, updated_at)
       select ${columns.map((column) => `r.${column}`).join(', ')}, r.created_at, r.created_at
         from jsonb_populate_record(null::${table}, $1::jsonb) r returning id`,
    [JSON.stringify({ ...row, created_at: new Date(at) })],
  )
  return inserted?.id ?? ''
}

/** Half-way, the manager lengthens the mornings and rewords a message: there are versions to compare. */
export async function reviseRules(tx: Db): Promise<void> {
  await tx.query(`update frequencies set "window" = jsonb_set("window", '{to}', '"12:00"') where name = $1`, [
    FREQUENCIES.morning.name,
  ])
  await tx.query(
    `update templates set body = replace(body, 'quand vous voulez', 'ce matin ou demain') where name = $1`,
    [TEMPLATES.proposal[0]],
  )
}
