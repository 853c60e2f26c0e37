/** What becomes of a database that was made before there was a baseline. */
import type { QueryRunner } from 'typeorm'
import { refusal } from '../environment/refusal.ts'

/** The migrations whose sum the baseline is, as they stand in the databases that ran them. */
const REPLACED = [
  'Foundation1764000000000',
  'Sessions1764000100000',
  'Audit1764100000000',
  'People1764100100000',
  'Inbox1764100200000',
  'PersonalData1764100300000',
  'AppRole1764100900000',
  'WhatsApp1764300000000',
  'SendingQueue1764300100000',
  'TriggerSecrets1764400000000',
  'WhatIf1764500100000',
  'RuleEffect1764500200000',
  'EffectAlarms1764500300000',
  'EnrolmentChanges1764500400000',
  'Spreads1764500500000',
  'StatusChanges1764500600000',
  'ScanIncidents1764700100000',
  'NumberPace1764810000000',
  'WhatsAppEvents1764810100000',
  'EventKeys1764810200000',
  'NumberStarts1764810300000',
  'NumberQuality1764810400000',
  'WhatsAppAlarms1764810500000',
  'StopButtons1764900100000',
  'FreeMessages1764900200000',
]

interface Baseline {
  name: string
  timestamp: number
}

/**
 * Marks the baseline as run where all that it replaces was run, so that nothing is done twice; the old marks stay, so that a
 * server of before that still runs finds them. @throws a refusal where only a part was run: nobody knows which schema that is.
 */
export async function adoptBaseline(runner: QueryRunner, { name, timestamp }: Baseline): Promise<void> {
  const [known] = await runner.query(`select to_regclass('migrations') is not null as "isKnown"`)
  if (!known.isKnown) return
  const rows: { name: string }[] = await runner.query('select name from migrations')
  const done = new Set(rows.map((row) => row.name))
  const missing = REPLACED.filter((one) => !done.has(one))
  if (done.has(name) || missing.length === REPLACED.length) return
  if (missing.length > 0) throw refusal(refusalOf(missing))
  await runner.query('insert into migrations (timestamp, name) values ($1, $2)', [timestamp, name])
}

const refusalOf = (missing: readonly string[]): string =>
  `This database was made by an older version and never brought up to date: ${missing.length} of the ${REPLACED.length} migrations before the baseline are missing (${missing.join(', ')}). Nothing was changed. Start commit 5042eef of Relance on it once ("npm run relance -- migrate" there), then start this version again.`
