/** The state of the scan, for whoever asks: readiness, the metric, the watcher. */
import type { ScanState } from '@relance/contract'
import type { Db } from '@relance/relance'
import type { Config } from '../environment/config.ts'
import { readScan } from './read-scan.ts'
import { scanState } from './scan-watch.ts'
import { HOUR } from '@relance/relance/core'

export async function readScanState(
  db: Db,
  now: number,
  { SCAN_EXPECTED_EVERY_HOURS: hours }: Pick<Config, 'SCAN_EXPECTED_EVERY_HOURS'>,
): Promise<ScanState> {
  return scanState(await readScan(db, now), now, hours === undefined ? null : hours * HOUR)
}
