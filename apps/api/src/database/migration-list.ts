/** The migrations, oldest first. They are known without TypeORM, so that a command need not load it. */
import { Foundation1764000000000 } from './migrations/1764000000000-foundation.ts'
import { Sessions1764000100000 } from './migrations/1764000100000-sessions.ts'
import { Audit1764100000000 } from './migrations/1764100000000-audit.ts'
import { People1764100100000 } from './migrations/1764100100000-people.ts'
import { Inbox1764100200000 } from './migrations/1764100200000-inbox.ts'
import { PersonalData1764100300000 } from './migrations/1764100300000-personal-data.ts'
import { AppRole1764100900000 } from './migrations/1764100900000-app-role.ts'
import { WhatsApp1764300000000 } from './migrations/1764300000000-whatsapp.ts'
import { SendingQueue1764300100000 } from './migrations/1764300100000-sending-queue.ts'
import { TriggerSecrets1764400000000 } from './migrations/1764400000000-trigger-secrets.ts'
import { WhatIf1764500100000 } from './migrations/1764500100000-what-if.ts'
import { RuleEffect1764500200000 } from './migrations/1764500200000-rule-effect.ts'
import { EffectAlarms1764500300000 } from './migrations/1764500300000-effect-alarms.ts'
import { EnrolmentChanges1764500400000 } from './migrations/1764500400000-enrolment-changes.ts'
import { Spreads1764500500000 } from './migrations/1764500500000-spreads.ts'
import { StatusChanges1764500600000 } from './migrations/1764500600000-status-changes.ts'
import { ScanIncidents1764700100000 } from './migrations/1764700100000-scan-incidents.ts'
import { NumberPace1764810000000 } from './migrations/1764810000000-number-pace.ts'
import { WhatsAppEvents1764810100000 } from './migrations/1764810100000-whatsapp-events.ts'
import { EventKeys1764810200000 } from './migrations/1764810200000-event-keys.ts'
import { NumberStarts1764810300000 } from './migrations/1764810300000-number-starts.ts'
import { NumberQuality1764810400000 } from './migrations/1764810400000-number-quality.ts'
import { WhatsAppAlarms1764810500000 } from './migrations/1764810500000-whatsapp-alarms.ts'
import { StopButtons1764900100000 } from './migrations/1764900100000-stop-buttons.ts'
import { FreeMessages1764900200000 } from './migrations/1764900200000-free-messages.ts'
import { RelanceNow1765010100000 } from './migrations/1765010100000-relance-now.ts'
import { SlotsAhead1765020000000 } from './migrations/1765020000000-slots-ahead.ts'
import { Reconciliations1765020010000 } from './migrations/1765020010000-reconciliations.ts'
import { RightsEnd1765050000000 } from './migrations/1765050000000-rights-end.ts'
import { DeviceKey1765050100000 } from './migrations/1765050100000-device-key.ts'
import { LeadSearch1765050200000 } from './migrations/1765050200000-lead-search.ts'
import { AwaitingReply1765050300000 } from './migrations/1765050300000-awaiting-reply.ts'
import { Imports1765060000000 } from './migrations/1765060000000-imports.ts'
import { Alerts1765110100000 } from './migrations/1765110100000-alerts.ts'
import { LeadJobTitle1765110200000 } from './migrations/1765110200000-lead-job-title.ts'

export const MIGRATIONS = [
  Foundation1764000000000,
  Sessions1764000100000,
  Audit1764100000000,
  People1764100100000,
  Inbox1764100200000,
  PersonalData1764100300000,
  AppRole1764100900000,
  WhatsApp1764300000000,
  SendingQueue1764300100000,
  TriggerSecrets1764400000000,
  WhatIf1764500100000,
  RuleEffect1764500200000,
  EffectAlarms1764500300000,
  EnrolmentChanges1764500400000,
  Spreads1764500500000,
  StatusChanges1764500600000,
  ScanIncidents1764700100000,
  NumberPace1764810000000,
  WhatsAppEvents1764810100000,
  EventKeys1764810200000,
  NumberStarts1764810300000,
  NumberQuality1764810400000,
  WhatsAppAlarms1764810500000,
  StopButtons1764900100000,
  FreeMessages1764900200000,
  RelanceNow1765010100000,
  SlotsAhead1765020000000,
  Reconciliations1765020010000,
  RightsEnd1765050000000,
  DeviceKey1765050100000,
  LeadSearch1765050200000,
  AwaitingReply1765050300000,
  Imports1765060000000,
  Alerts1765110100000,
  LeadJobTitle1765110200000,
]
