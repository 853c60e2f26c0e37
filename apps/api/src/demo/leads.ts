/** Fictive leads, whose numbers are reserved for fiction (+33 6 39 98 xx xx). */
import type { Db } from '@relance/relance'
import type { Chance } from './chance.ts'

const FIRST_NAMES = [
  'Louise',
  'Gabriel',
  'Jade',
  'Raphaël',
  'Ambre',
  'Léo',
  'Alba',
  'Noé',
  'Inaya',
  'Malo',
  'Zoé',
  'Nour',
  'Romane',
  'Aaron',
  'Lina',
  'Sofiane',
  'Agathe',
  'Basile',
  'Maïa',
  'Théa',
  'Côme',
  'Yasmine',
  'Marius',
  'Élise',
]
const LAST_NAMES = [
  'Moreau',
  'Lefèvre',
  'Garnier',
  'Chevalier',
  'Fontaine',
  'Roussel',
  'Marchand',
  'Benali',
  'Perrin',
  'Da Silva',
  'Le Gall',
  'Nguyen',
  'Besson',
  'Carpentier',
  'Haddad',
  'Vidal',
  'Brunet',
  'Traoré',
  'Guichard',
]
const COMPANIES = [
  'Atelier Brume',
  'Maison Cèdre',
  'Studio Marée',
  null,
  'Café des Halles',
  'Cycles Nomade',
  null,
  'Hôtel Bellevue',
  'Garage Minerve',
  'Boulangerie Pivot',
  null,
  'Cabinet Ardoise',
  'Librairie du Port',
]
const JOB_TITLES = ['Gérante', 'Directeur des achats', null, 'Assistante de direction', 'Chef de chantier']
const SOURCES = { site: 5, salon: 2, parrainage: 3, publicité: 3 }
const TAGS = { terrasse: 2, cuisine: 3, bureau: 2, urgent: 1 }

export interface NewLead {
  phone: string
  createdAt: number
  lastContactAt: number | null
  status: string
  closerId: string | null
}

export async function addLead(tx: Db, chance: Chance, lead: NewLead): Promise<void> {
  await tx.query(
    `insert into leads (first_name, last_name, phone, email, company, job_title, status, source, tags, closer_id, created_at, last_contact_at)
       select first_name, last_name, phone, email, company, job_title, status, source, tags, closer_id, created_at, last_contact_at
         from jsonb_populate_record(null::leads, $1::jsonb)`,
    [
      JSON.stringify({
        first_name: chance.pick(FIRST_NAMES),
        last_name: chance.pick(LAST_NAMES),
        phone: lead.phone,
        email: `lead${lead.phone.slice(-4)}@demo.invalid`,
        company: chance.pick(COMPANIES),
        job_title: JOB_TITLES[lead.phone.charCodeAt(lead.phone.length - 1) % JOB_TITLES.length],
        status: lead.status,
        source: chance.draw(SOURCES),
        tags: chance.isHit(0.5) ? [chance.draw(TAGS)] : [],
        closer_id: lead.closerId,
        created_at: new Date(lead.createdAt),
        last_contact_at: lead.lastContactAt === null ? null : new Date(lead.lastContactAt),
      }),
    ],
  )
}

/** The place-th number. */
export const phoneOf = (place: number): string => `+3363998${String(place).padStart(4, '0')}`
