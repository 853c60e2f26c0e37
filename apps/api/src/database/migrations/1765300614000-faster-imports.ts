/**
 * An import spends most of its time in PostgreSQL: per lead, on the words it is searched by, the index of those words, the look for an
 * opt-out and a foreign key. Each of them is done once per batch, later, or with less work; what is found stays the same.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * The accents of French, German and Spanish are taken off letter by letter: `normalize` and the expressions after it take five times as
 * long, and give the same for these letters. They are left for what still holds other signs.
 */
const FEW_ACCENTS = `
create or replace function lead_search_text(first_name text, last_name text, company text, email text, phone text)
returns text language plpgsql immutable parallel safe as $$
declare
  -- A sign that no field holds keeps them apart.
  words text := coalesce(first_name, '') || chr(1) || coalesce(last_name, '') || chr(1) || coalesce(company, '') || chr(1)
    || coalesce(email, '');
  signs text := '[][[:space:]!-/:-@\\\\^_\`{-~]+';
  fields text[];
begin
  if octet_length(words) <> length(words) then
    words := replace(words, 'é', 'e');
    if octet_length(words) <> length(words) then
      words := translate(words, 'èêëàâäçîïôöùûüáíóúñÉÈÊËÀÂÄÇÎÏÔÖÙÛÜÁÍÓÚÑ', 'eeeaaaciioouuuaiounEEEEAAACIIOOUUUAIOUN');
    end if;
    if octet_length(words) <> length(words) then
      words := regexp_replace(normalize(words, NFKD), '[\\u0300-\\u036f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff]', '', 'g');
    end if;
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

const ALL_ACCENTS = FEW_ACCENTS.replace(
  /    words := replace\(words, 'é', 'e'\);[\s\S]*?(?=    if octet_length\(words\) <> length\(words\) then\n      words := regexp)/,
  '',
)

/**
 * A row whose words are not in the index yet is read as it is; housekeeping puts it into the index within a minute. The index of
 * trigrams takes longer per row than all others together.
 */
const INDEXED_LATER = `
alter table lead_search add is_indexed boolean not null default true;
alter table lead_search alter is_indexed set default false;
create index lead_search_fresh on lead_search (lead_id) where not is_indexed;
do $$
declare home text;
begin
  if to_regclass('lead_search_text') is null then
    return;
  end if;
  select n.nspname into home from pg_opclass o join pg_namespace n on n.oid = o.opcnamespace where o.opcname = 'gin_trgm_ops';
  drop index lead_search_text;
  execute format('create index lead_search_text on lead_search using gin (text %I.gin_trgm_ops)
                    with (gin_pending_list_limit = 65536) where is_indexed', home);
end $$;`

const INDEXED_AT_ONCE = `
drop index lead_search_fresh;
do $$
declare home text;
begin
  if to_regclass('lead_search_text') is null then
    return;
  end if;
  select n.nspname into home from pg_opclass o join pg_namespace n on n.oid = o.opcnamespace where o.opcname = 'gin_trgm_ops';
  drop index lead_search_text;
  execute format('create index lead_search_text on lead_search using gin (text %I.gin_trgm_ops) with (gin_pending_list_limit = 65536)', home);
end $$;
alter table lead_search drop is_indexed;`

const WORDS = `lead_search_text(a.first_name, a.last_name, a.company, a.email, a.phone) || job_search_text(a.job_title)`
const OF = (row: string): string =>
  ['first_name', 'last_name', 'company', 'email', 'phone', 'job_title'].map((name) => `${row}.${name}`).join(', ')

const keepSearch = (set: string): string => `
create or replace function keep_lead_search() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into lead_search (lead_id, text) select a.id, ${WORDS} from added a;
  else
    execute $sql$
      update lead_search s set text = ${WORDS}${set}
        from added a join removed b using (id)
       where s.lead_id = a.id and (${OF('a')}) is distinct from (${OF('b')}) $sql$;
  end if;
  return null;
end $$;`

/**
 * Whoever holds numbers knows whether one of them is opted out, and nobody opts one out until they are done: \`clear\` says that there is
 * none to look for, lead by lead. Numbers held later in the transaction may take it back, never give it.
 */
const CLEAR_NUMBERS = `
create or replace function share_number_locks(phones text[]) returns void language plpgsql as $$
declare held text := current_setting('relance.numbers_held', true);
begin
  perform pg_advisory_xact_lock_shared(1752461173, lock) from number_locks(phones) as lock;
  perform set_config('relance.numbers_held', case when coalesce(held, '') in ('', 'clear') and not exists (
      select from opt_outs where phone_hash = any(array(select opt_out_hash(phone) from unnest(phones) phone)))
    then 'clear' else 'on' end, true);
end $$;
create or replace function apply_opt_out() returns trigger language plpgsql as $$
begin
  if new.phone is not null and coalesce(current_setting('relance.numbers_held', true), '') not in ('on', 'clear') then
    perform pg_advisory_xact_lock_shared(1752461173, hashtext(new.phone) & 255);
  end if;
  if new.phone is not null and new.opted_out_at is null and exists (select from opt_outs) then
    select o.opted_out_at into new.opted_out_at from opt_outs o where o.phone_hash = opt_out_hash(new.phone);
  end if;
  return new;
end $$;
create or replace trigger leads_apply_opt_out before insert on leads for each row
  when (coalesce(current_setting('relance.numbers_held', true), '') <> 'clear') execute function apply_opt_out();`

const HELD_NUMBERS = `
create or replace function share_number_locks(phones text[]) returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(1752461173, lock) from number_locks(phones) as lock;
  perform set_config('relance.numbers_held', 'on', true);
end $$;
create or replace function apply_opt_out() returns trigger language plpgsql as $$
begin
  if new.phone is not null and coalesce(current_setting('relance.numbers_held', true), '') <> 'on' then
    perform pg_advisory_xact_lock_shared(1752461173, hashtext(new.phone) & 255);
  end if;
  if new.phone is not null and new.opted_out_at is null and exists (select from opt_outs) then
    select o.opted_out_at into new.opted_out_at from opt_outs o where o.phone_hash = opt_out_hash(new.phone);
  end if;
  return new;
end $$;
create or replace trigger leads_apply_opt_out before insert on leads for each row execute function apply_opt_out();`

/** A foreign key looks every row up that is written. The trigger that writes a lead lock knows its lead, and this one takes it out. */
const WITHOUT_KEY = `
alter table lead_pacing drop constraint lead_pacing_lead_id_fkey;
create function drop_lead_lock() returns trigger language plpgsql as $$
begin
  delete from lead_pacing where lead_id in (select id from removed);
  return null;
end $$;
create trigger leads_lock_removed after delete on leads referencing old table as removed
  for each statement execute function drop_lead_lock();`

const WITH_KEY = `
drop trigger leads_lock_removed on leads;
drop function drop_lead_lock;
delete from lead_pacing p where not exists (select from leads l where l.id = p.lead_id);
alter table lead_pacing add foreign key (lead_id) references leads;`

export class FasterImports1765300614000 implements MigrationInterface {
  name = 'FasterImports1765300614000'

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [FEW_ACCENTS, INDEXED_LATER, keepSearch(', is_indexed = false'), CLEAR_NUMBERS, WITHOUT_KEY])
      await runner.query(part)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const part of [ALL_ACCENTS, keepSearch(''), INDEXED_AT_ONCE, HELD_NUMBERS, WITH_KEY]) await runner.query(part)
  }
}
