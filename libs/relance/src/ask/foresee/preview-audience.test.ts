import { createTestDatabase } from '@relance/testing'
import { leadRefusal } from '../../decide/checks.ts'
import { previewAudience } from './preview-audience.ts'

it('counts as contactable exactly the leads the engine would not refuse', async () => {
  const test = await createTestDatabase()
  const now = Date.parse('2026-03-10T09:00:00Z')
  const open = new Set(['new', 'contacted'])
  try {
    await test.db.query(
      `insert into leads (first_name, phone, status, opted_out_at, wrong_number_at, erased_at)
         select 'Ada', case when erased then null else '+3363998' || lpad((row_number() over ())::text, 4, '0') end, status,
                case when opted_out then now() end, case when is_wrong then now() end, case when erased then now() end
           from unnest(array['new', 'contacted', 'won']) status, unnest(array[true, false]) opted_out,
                unnest(array[true, false]) is_wrong, unnest(array[true, false]) erased`,
    )
    const leads = await test.db.query<Parameters<typeof leadRefusal>[0]>(
      `select phone, status, extract(epoch from opted_out_at)::float8 as "optedOutAt",
              extract(epoch from wrong_number_at)::float8 as "wrongNumberAt",
              extract(epoch from erased_at)::float8 as "erasedAt" from leads`,
    )
    const contactable = leads.filter((lead) => leadRefusal(lead, open) === null).length
    const preview = await previewAudience(test.db, { combinator: 'and', rules: [] }, open, now, 50)
    expect(leads).toHaveLength(24)
    expect(preview).toMatchObject({ count: contactable, excluded: leads.length - contactable })
    expect(preview.sample).toHaveLength(contactable)
    expect(preview.sample.filter((lead) => leadRefusal(lead, open) !== null)).toEqual([])
  } finally {
    await test.drop()
  }
})
