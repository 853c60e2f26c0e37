/** The baseline and what came after it, oldest first. They are known without TypeORM, so that a command need not load it. */
import { Baseline1764950000000 } from './migrations/1764950000000-baseline.ts'
import { RelanceNow1765010100000 } from './migrations/1765010100000-relance-now.ts'
import { SlotsAhead1765020000000 } from './migrations/1765020000000-slots-ahead.ts'
import { Reconciliations1765020010000 } from './migrations/1765020010000-reconciliations.ts'
import { RightsEnd1765050000000 } from './migrations/1765050000000-rights-end.ts'
import { DeviceKey1765050100000 } from './migrations/1765050100000-device-key.ts'
import { LeadSearch1765050200000 } from './migrations/1765050200000-lead-search.ts'
import { AwaitingReply1765050300000 } from './migrations/1765050300000-awaiting-reply.ts'
import { Imports1765060000000 } from './migrations/1765060000000-imports.ts'

export const MIGRATIONS = [
  Baseline1764950000000,
  RelanceNow1765010100000,
  SlotsAhead1765020000000,
  Reconciliations1765020010000,
  RightsEnd1765050000000,
  DeviceKey1765050100000,
  LeadSearch1765050200000,
  AwaitingReply1765050300000,
  Imports1765060000000,
]
