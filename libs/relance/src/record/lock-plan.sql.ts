/** Keeps rules and texts as they are while a batch decides. */
import type { Db } from '../ground/ports.ts'

/** Keeps these rules from being paused or resumed until `tx` ends; in the order of ids, as rules are always locked. */
export async function lockRules(tx: Db, ruleIds: readonly string[]): Promise<void> {
  await tx.query('select from rules where id = any($1::uuid[]) order by id for share', [ruleIds])
}

/** Keeps these templates, and the company's name, from being saved until `tx` ends. */
export async function lockTexts(tx: Db, templateIds: readonly string[]): Promise<void> {
  await tx.query('select from templates where id = any($1::uuid[]) order by id for share', [templateIds])
  await tx.query('select from settings for share')
}
