/** Leads that their source knows by the id of a line, and that have another phone: a number that has changed. */
import { isSamePerson, type Person } from '../import/row/same-person.ts'
import type { ImportedLead } from '../import/row/imported-lead.ts'
import type { Db } from '../ports.ts'

export interface MatchedIds {
  /** From the phone of a line to the phone its lead has now. */
  phoneNow: ReadonlyMap<string, string>
  /** Phones of lines whose id is another person's, or several people's. */
  others: ReadonlySet<string>
}

interface Candidate extends Person {
  phone: string
  phoneNow: string | null
}

/** A phone that is a lead's already says who it is; only lines with a new one are looked for. One lookup in the index per line. */
const FIND = `
  select i.phone, o."phoneNow", o."firstName", o."lastName", o.email
    from unnest($1::text[], $2::text[]) as i(phone, external_id)
   cross join lateral (
     select l.phone as "phoneNow", l.first_name as "firstName", l.last_name as "lastName", l.email from leads l
      where l.external_ids @> jsonb_build_object($3::text, i.external_id) and l.external_ids <> '{}' and l.erased_at is null
      offset 0) o
   where not exists (select from leads k where k.phone = i.phone)`

/** Phones of `leads` must be distinct. */
export async function matchIds(db: Db, leads: readonly ImportedLead[], sourceId: string): Promise<MatchedIds> {
  const named = leads.filter(({ externalId }) => externalId !== null)
  const byPhone = new Map(named.map((lead) => [lead.phone, lead]))
  const found = await db.query<Candidate>(FIND, [
    named.map(({ phone }) => phone),
    named.map(({ externalId }) => externalId),
    sourceId,
  ])
  const taken = new Set(leads.map(({ phone }) => phone))
  const phoneNow = new Map<string, string>()
  const others = new Set<string>()
  for (const candidate of found) {
    const line = byPhone.get(candidate.phone)
    const known = candidate.phoneNow
    if (known === null || line === undefined || taken.has(known) || !isSamePerson(line, candidate)) {
      others.add(candidate.phone)
    } else {
      taken.add(known)
      phoneNow.set(candidate.phone, known)
    }
  }
  return { phoneNow, others }
}
