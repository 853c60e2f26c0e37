/** A capital Œ or Æ is two letters to who searches, also where the database does not know it for a capital. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const LIGATURES = { before: `'ŒÆøØłŁđĐð', 'oaoollddd'`, after: `'øØłŁđĐð', 'oollddd'` }
const spelt = (words: string): string =>
  `replace(replace(replace(replace(replace(${words}, 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), 'ß', 'ss')`
const before = (words: string): string => `replace(replace(replace(${words}, 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss')`

const functions = (ligatures: string, letters: (words: string) => string): string => `
create or replace function search_words(written text) returns text language sql immutable parallel safe as $$
  select trim(both from regexp_replace(
    translate(${letters(`lower(
      regexp_replace(normalize(coalesce(written, ''), NFKD), '[\\u0300-\\u036f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff]', '', 'g'))`)}, ${ligatures}),
    '[][[:space:]!-/:-@\\\\^_\`{-~\\u00a0-\\u00bf\\u2000-\\u206f\\u3000]+', ' ', 'g'))
$$;
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
    words := translate(${letters('words')}, ${ligatures});
    signs := '[][[:space:]!-/:-@\\\\^_\`{-~\\u00a0-\\u00bf\\u2000-\\u206f\\u3000]+';
  end if;
  fields := string_to_array(regexp_replace(words, signs, ' ', 'g'), chr(1));
  return concat_ws(' ', '', fields[1], fields[2], fields[3],
    case when strpos(trim(fields[1]), ' ') > 0 then replace(fields[1], ' ', '') end,
    case when strpos(trim(fields[2]), ' ') > 0 then replace(fields[2], ' ', '') end,
    case when strpos(trim(fields[3]), ' ') > 0 then replace(fields[3], ' ', '') end,
    replace(fields[4], ' ', ''), search_digits(phone), '');
end $$;
update lead_search s
   set text = lead_search_text(l.first_name, l.last_name, l.company, l.email, l.phone) || job_search_text(l.job_title), is_indexed = false
  from leads l where l.id = s.lead_id and concat(l.first_name, l.last_name, l.company, l.job_title) ~ '[ŒÆ]';`

export class SearchLigatures1765300617000 implements MigrationInterface {
  name = 'SearchLigatures1765300617000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(functions(LIGATURES.after, spelt))
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(functions(LIGATURES.before, before))
  }
}
