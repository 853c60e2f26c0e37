/**
 * Keeps the public holidays filled for the years a cadence can reach. The only importer of date-holidays, whose code is under the
 * ISC licence and whose data, from Wikipedia, is under CC BY-SA 3.0.
 */
import type { HolidayRegion } from '@relance/contract'
import { type Db, readNow, readSettings } from '@relance/relance'
import { countryOfPhone } from '@relance/leads/core'
import Holidays from 'date-holidays'
import { DAY, HOUR } from '@relance/relance/core'

const YEARS_AHEAD = 5
/** France's overseas departments have countries of their own in phone plans, and are regions of France for holidays. */
const OVERSEAS = new Set(['RE', 'YT', 'GP', 'MQ', 'GF', 'MF', 'BL'])

interface PublicHoliday {
  on: string
  name: string
}

/** The regions of a country with holidays of their own; none where nothing is known of them. */
export function regionsOf(country: string, language: 'fr' | 'en' = 'fr'): HolidayRegion[] {
  const states: Record<string, string> = new Holidays().getStates(country, language) ?? {}
  return Object.entries(states).map(([id, name]) => ({ id, name }))
}

/** Of several years; a holiday of several days is several of them. */
export function publicHolidays(country: string, region: string | null, years: readonly number[]): PublicHoliday[] {
  const calendar = OVERSEAS.has(country) ? new Holidays('FR', country) : new Holidays(country, region ?? '')
  const days = years.flatMap((year) => calendar.getHolidays(year)).filter((day) => day.type === 'public')
  return days.flatMap(({ date, start, end, name }) => {
    // Islamic days begin on the evening before; two hours are for a change of clocks.
    const count = Math.max(1, Math.floor((end.getTime() - start.getTime() + 2 * HOUR) / DAY))
    const first = Date.parse(date.slice(0, 10))
    return Array.from({ length: count }, (_, later) => {
      return { on: new Date(first + later * DAY).toISOString().slice(0, 10), name }
    })
  })
}

/** The years that are filled in at `now`, milliseconds. */
export function yearsFrom(now: number): number[] {
  const thisYear = new Date(now).getUTCFullYear()
  return Array.from({ length: YEARS_AHEAD + 1 }, (_, ahead) => thisYear + ahead)
}

/**
 * Fills in the years from this one on for the company's country and region, and takes away what was filled in for another. Days
 * that a person has added stay, those that a person has removed do not come back. `db` may be a transaction.
 */
export async function fillHolidays(db: Pick<Db, 'query'>, at?: number): Promise<void> {
  const { country, holidayRegion, leadCountryHolidays } = await readSettings(
    db,
    'country',
    'holidayRegion',
    'leadCountryHolidays',
  )
  const now = at ?? (await readNow(db))
  const years = yearsFrom(now)
  await tellApart(db, country)
  await fillCompany(db, { country, region: holidayRegion }, years)
  await fillCountries(db, leadCountryHolidays ? await countriesOfLeads(db) : [], years)
}

/** Days from before there was a difference: what the country itself has was filled in. */
async function tellApart(db: Pick<Db, 'query'>, country: string): Promise<void> {
  const rows = await db.query<{ year: number }>(
    'select distinct extract(year from held_on)::int as year from holidays where is_generated is null',
  )
  if (rows.length === 0) return
  const years = rows.map(({ year }) => year)
  const days = publicHolidays(country, null, years)
  await db.query(
    `update holidays h set is_generated = exists (
       select from unnest($1::date[], $2::text[]) as d(held_on, name) where d.held_on = h.held_on and d.name = h.name)
      where is_generated is null`,
    [days.map(({ on }) => on), days.map(({ name }) => name)],
  )
  // A year with days of the country was filled in: what is missing of it was removed.
  await db.query(
    `insert into holiday_years (country, region, year)
       select distinct $1, '', extract(year from held_on)::int from holidays where is_generated on conflict do nothing`,
    [country],
  )
}

async function fillCompany(
  db: Pick<Db, 'query'>,
  { country, region }: { country: string; region: string | null },
  years: readonly number[],
): Promise<void> {
  const left = await db.query<{ year: number }>(
    'delete from holiday_years where (country, region) is distinct from ($1, $2) returning year',
    [country, region ?? ''],
  )
  if (left.length > 0) await db.query('delete from holidays where is_generated')
  const filled = await db.query<{ year: number }>(
    `insert into holiday_years (country, region, year) select $1, $2, year from unnest($3::int[]) as y(year)
       on conflict do nothing returning year`,
    [country, region ?? '', years],
  )
  const days = publicHolidays(
    country,
    region,
    filled.map(({ year }) => year),
  )
  await db.query(
    `insert into holidays (held_on, name, is_generated) select held_on, min(name), true
       from unnest($1::date[], $2::text[]) as d(held_on, name) group by held_on on conflict do nothing`,
    [days.map(({ on }) => on), days.map(({ name }) => name)],
  )
}

/** By the first digits of their numbers, of which there are few; a country more than needed does no harm. */
async function countriesOfLeads(db: Pick<Db, 'query'>): Promise<string[]> {
  const rows = await db.query<{ phone: string }>(
    `select distinct on (left(phone, 6)) phone from leads where phone is not null order by left(phone, 6)`,
  )
  return [...new Set(rows.flatMap(({ phone }) => countryOfPhone(phone) ?? []))]
}

async function fillCountries(db: Pick<Db, 'query'>, countries: readonly string[], years: readonly number[]) {
  await db.query('delete from country_holidays where country <> all($1::text[])', [countries])
  const days = countries.flatMap((country) => publicHolidays(country, null, years).map(({ on }) => ({ country, on })))
  await db.query(
    `insert into country_holidays (country, held_on) select * from unnest($1::text[], $2::date[]) on conflict do nothing`,
    [days.map(({ country }) => country), days.map(({ on }) => on)],
  )
}
