/**
 * Imports are as fast as before leads could be searched and imports taken back. What a lead is searched by is spelled in one pass over all
 * its fields, holds each word once, and enters the index in the background; what an import writes per lead is checked once, not row by row.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * Spelled as `search_words` and `search_squeezed` spell. A field of one word is the same with and without its blanks, and an address is
 * only ever looked for without them. Rows that were written before hold the same and more.
 */
const ONE_PASS = `
create or replace function lead_search_text(first_name text, last_name text, company text, email text, phone text)
returns text language plpgsql immutable parallel safe as $$
declare
  -- A sign that no field holds keeps them apart.
  words text := coalesce(first_name, '') || chr(1) || coalesce(last_name, '') || chr(1) || coalesce(company, '') || chr(1)
    || coalesce(email, '');
  signs text := '[][[:space:]!-/:-@\\\\^_\`{-~]+';
  fields text[];
begin
  -- What is ASCII has no accents to take apart, and no letters to write out.
  if octet_length(words) <> length(words) then
    words := regexp_replace(normalize(words, NFKD), '[\\u0300-\\u036f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff]', '', 'g');
  end if;
  words := lower(words);
  if octet_length(words) <> length(words) then
    words := translate(replace(replace(replace(words, 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), 'ŒÆøØłŁđĐð', 'oaoollddd');
    signs := '[][[:space:]!-/:-@\\\\^_\`{-~\\u00a0-\\u00bf\\u2000-\\u206f\\u3000]+';
  end if;
  fields := string_to_array(regexp_replace(words, signs, ' ', 'g'), chr(1));
  return concat_ws(' ', '', fields[1], fields[2], fields[3],
    case when strpos(trim(fields[1]), ' ') > 0 then replace(fields[1], ' ', '') end,
    case when strpos(trim(fields[2]), ' ') > 0 then replace(fields[2], ' ', '') end,
    case when strpos(trim(fields[3]), ' ') > 0 then replace(fields[3], ' ', '') end,
    replace(fields[4], ' ', ''), search_digits(phone), '');
end $$;`

const FIELD_BY_FIELD = `
create or replace function lead_search_text(first_name text, last_name text, company text, email text, phone text)
returns text language sql immutable parallel safe as $$
  select concat_ws(' ', '', search_words(first_name), search_words(last_name), search_words(company), search_words(email),
    search_squeezed(first_name), search_squeezed(last_name), search_squeezed(company), search_squeezed(email),
    search_digits(phone), '')
$$;`

/**
 * Up to 64 MB of new entries wait beside the index until housekeeping has it take them in, within a minute; with the usual 4 MB an import
 * would stop again and again to do it. Until then the narrow table is read as a whole, which takes a tenth of a second for 100,000 leads.
 */
const PENDING = `
do $$ begin
  if to_regclass('lead_search_text') is not null then
    alter index lead_search_text set (gin_pending_list_limit = 65536);
  end if;
end $$;
-- Only the owner of an index may ask for it, and the server is not.
create function settle_lead_search() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if to_regclass('lead_search_text') is not null then
    perform gin_clean_pending_list('lead_search_text');
  end if;
end $$;`

/** A foreign key looks every row up that is written. The trigger that writes a row knows its lead, and this one takes it out. */
const WITHOUT_KEYS = `
alter table lead_search drop constraint lead_search_lead_id_fkey;
alter table import_rows drop constraint import_rows_import_id_fkey;
create function drop_lead_search() returns trigger language plpgsql as $$
begin
  delete from lead_search where lead_id in (select id from removed);
  return null;
end $$;
create trigger leads_search_removed after delete on leads referencing old table as removed
  for each statement execute function drop_lead_search();
create function drop_import_rows() returns trigger language plpgsql as $$
begin
  delete from import_rows where import_id in (select id from removed);
  return null;
end $$;
create trigger imports_rows_removed after delete on imports referencing old table as removed
  for each statement execute function drop_import_rows();`

/**
 * The rows of an import are found by where they lie, since its id is younger than those before: an index of ranges costs nothing per row. The
 * leads of an import are mostly its own, so that the key in the order of leads serves the undo as well.
 */
const ONE_INDEX = `
alter table import_rows drop constraint import_rows_pkey, add primary key (lead_id, import_id);
drop index import_rows_lead;
create index import_rows_import on import_rows using brin (import_id) with (pages_per_range = 32, autosummarize = on);`

export class SearchText1765130100000 implements MigrationInterface {
  name = 'SearchText1765130100000'

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [ONE_PASS, PENDING, WITHOUT_KEYS, ONE_INDEX]) await runner.query(part)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(FIELD_BY_FIELD)
    await runner.query(`
      drop index import_rows_import;
      alter table import_rows drop constraint import_rows_pkey, add primary key (import_id, lead_id);
      create index import_rows_lead on import_rows (lead_id);
      drop trigger leads_search_removed on leads;
      drop trigger imports_rows_removed on imports;
      drop function drop_lead_search, drop_import_rows, settle_lead_search;
      alter table lead_search add foreign key (lead_id) references leads on delete cascade;
      alter table import_rows add foreign key (import_id) references imports on delete cascade;`)
  }
}
