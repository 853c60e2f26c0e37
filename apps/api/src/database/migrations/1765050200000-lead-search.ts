/**
 * Leads are found however their names and numbers are written: what they are searched by is kept beside them, in one plain
 * spelling, by triggers. A table of its own leaves the leads narrow, and their updates as cheap as before.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const SPELLING = `
-- One spelling of whatever is written: small letters and digits without accents and signs; words apart by single spaces.
-- Normalisation takes accents apart (NFKD); the letters it leaves whole are listed. No dictionary and no extension, so that
-- the same text is spelled the same in every database.
create function search_words(written text) returns text language sql immutable parallel safe as $$
  select trim(both from regexp_replace(
    translate(replace(replace(replace(lower(
      regexp_replace(normalize(coalesce(written, ''), NFKD), '[\\u0300-\\u036f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff]', '', 'g')),
      'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), 'ŒÆøØłŁđĐð', 'oaoollddd'),
    '[][[:space:]!-/:-@\\\\^_\`{-~\\u00a0-\\u00bf\\u2000-\\u206f\\u3000]+', ' ', 'g'))
$$;
-- The same without spaces, so that O'Brien, O Brien and OBrien are one.
create function search_squeezed(written text) returns text language sql immutable parallel safe as $$
  select replace(search_words(written), ' ', '')
$$;
-- The digits of an E.164 number, then as they are dialled at home. Country codes have one, two or three digits (ITU E.164);
-- the alternatives exclude each other, since the longest one would win.
create function search_digits(phone text) returns text language sql immutable parallel safe as $$
  select substr(phone, 2) || ' 0' || regexp_replace(substr(phone, 2),
    '^(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|(2[1-689]|3[578]|42|5[09]|6[7-9]|8[0357-9]|9[679])[0-9])', '')
$$;
create function lead_search_text(first_name text, last_name text, company text, email text, phone text)
returns text language sql immutable parallel safe as $$
  select concat_ws(' ', '', search_words(first_name), search_words(last_name), search_words(company), search_words(email),
    search_squeezed(first_name), search_squeezed(last_name), search_squeezed(company), search_squeezed(email),
    search_digits(phone), '')
$$;`

const KEPT = `
create table lead_search (
  lead_id uuid primary key references leads on delete cascade,
  text text not null
);
create function keep_lead_search() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into lead_search (lead_id, text)
      select id, lead_search_text(first_name, last_name, company, email, phone) from added;
  else
    update lead_search s set text = lead_search_text(a.first_name, a.last_name, a.company, a.email, a.phone)
      from added a join removed b using (id)
     where s.lead_id = a.id
       and (a.first_name, a.last_name, a.company, a.email, a.phone)
           is distinct from (b.first_name, b.last_name, b.company, b.email, b.phone);
  end if;
  return null;
end $$;
create trigger leads_search_added after insert on leads referencing new table as added
  for each statement execute function keep_lead_search();
create trigger leads_search_changed after update on leads referencing old table as removed new table as added
  for each statement execute function keep_lead_search();
insert into lead_search (lead_id, text)
  select id, lead_search_text(first_name, last_name, company, email, phone) from leads;`

/** A trusted extension, which the owner of a database may make; where it is refused, searching reads the whole narrow table. */
const INDEX = `
do $$
declare home text;
begin
  begin
    create extension if not exists pg_trgm;
  exception when others then
    raise notice 'Searches stay slow with many leads, since pg_trgm was not made: %', sqlerrm;
  end;
  select n.nspname into home from pg_opclass o join pg_namespace n on n.oid = o.opcnamespace where o.opcname = 'gin_trgm_ops';
  if home is not null then
    execute format('create index lead_search_text on lead_search using gin (text %I.gin_trgm_ops)', home);
  end if;
end $$;
analyze lead_search;`

export class LeadSearch1765050200000 implements MigrationInterface {
  name = 'LeadSearch1765050200000'

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [SPELLING, KEPT, INDEX]) await runner.query(part)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger leads_search_added on leads;
      drop trigger leads_search_changed on leads;
      drop table lead_search;
      drop function keep_lead_search, lead_search_text, search_digits, search_squeezed, search_words;`)
  }
}
