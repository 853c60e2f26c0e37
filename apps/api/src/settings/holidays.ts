/** Keeps the table of public holidays filled for the years a cadence can reach. The only importer of date-holidays. */
import type { Db } from '@relance/relance'
import Holidays from 'date-holidays'

const YEARS_AHEAD = 3

/** Adds the public holidays of the company's country from this year on; days a person has edited or added stay. */
export async function fillHolidays(db: Db, now: number): Promise<void> {
  const [settings] = await db.query<{ country: string; years: number[] }>(
    `select country, coalesce((select array_agg(distinct extract(year from held_on)::int) from holidays), '{}') as years
       from settings`,
  )
  if (!settings) return
  const thisYear = new Date(now).getUTCFullYear()
  const years = Array.from({ length: YEARS_AHEAD + 1 }, (_, ahead) => thisYear + ahead)
  const missing = years.filter((year) => !settings.years.includes(year))
  const calendar = new Holidays(settings.country)
  const days = missing.flatMap((year) => calendar.getHolidays(year)).filter((day) => day.type === 'public')
  await db.query(
    `insert into holidays (held_on, name) select * from unnest($1::date[], $2::text[]) on conflict do nothing`,
    [days.map((day) => day.date.slice(0, 10)), days.map((day) => day.name)],
  )
}
