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
import { Receiving1765100000000 } from './migrations/1765100000000-receiving.ts'
import { Alerts1765110100000 } from './migrations/1765110100000-alerts.ts'
import { LeadJobTitle1765110200000 } from './migrations/1765110200000-lead-job-title.ts'
import { ImportTraces1765130000000 } from './migrations/1765130000000-import-traces.ts'
import { SearchText1765130100000 } from './migrations/1765130100000-search-text.ts'
import { Contacts1765200010000 } from './migrations/1765200010000-contacts.ts'
import { ContactPace1765200020000 } from './migrations/1765200020000-contact-pace.ts'
import { DroppedAt1765200030000 } from './migrations/1765200030000-dropped-at.ts'
import { Episodes1765210010000 } from './migrations/1765210010000-episodes.ts'
import { UnwrittenMessages1765220010000 } from './migrations/1765220010000-unwritten-messages.ts'
import { StopWishes1765220020000 } from './migrations/1765220020000-stop-wishes.ts'
import { OutsideWindow1765230010000 } from './migrations/1765230010000-outside-window.ts'
import { PlanningAgain1765230020000 } from './migrations/1765230020000-planning-again.ts'
import { HolidaysByCountry1765230030000 } from './migrations/1765230030000-holidays-by-country.ts'
import { WhatsAppIdentities1765240010000 } from './migrations/1765240010000-whatsapp-identities.ts'
import { Canaries1765240020000 } from './migrations/1765240020000-canaries.ts'
import { Echoes1765240030000 } from './migrations/1765240030000-echoes.ts'
import { AccountNews1765240040000 } from './migrations/1765240040000-account-news.ts'
import { AccountLinks1765250010000 } from './migrations/1765250010000-account-links.ts'
import { QueueNotice1765260010000 } from './migrations/1765260010000-queue-notice.ts'
import { DiffsOfManyRows1765260020000 } from './migrations/1765260020000-diffs-of-many-rows.ts'
import { RestingRules1765270010000 } from './migrations/1765270010000-resting-rules.ts'
import { SearchJobTitle1765280010000 } from './migrations/1765280010000-search-job-title.ts'
import { SubmissionsOfOptedOut1765290010000 } from './migrations/1765290010000-submissions-of-opted-out.ts'
import { BrokenOffImports1765290030001 } from './migrations/1765290030001-broken-off-imports.ts'
import { AuditRowsOnce1765290030002 } from './migrations/1765290030002-audit-rows-once.ts'
import { PausedAndWaiting1765290040000 } from './migrations/1765290040000-paused-and-waiting.ts'
import { Backups1765290045000 } from './migrations/1765290045000-backups.ts'
import { FreedGaps1765290050000 } from './migrations/1765290050000-freed-gaps.ts'
import { FollowedTo1765290060000 } from './migrations/1765290060000-followed-to.ts'
import { SecondFactor1765300300001 } from './migrations/1765300300001-second-factor.ts'
import { Answers1765300410000 } from './migrations/1765300410000-answers.ts'
import { ResumedUnderStop1765300420000 } from './migrations/1765300420000-resumed-under-stop.ts'
import { HiddenNumbers1765300510000 } from './migrations/1765300510000-hidden-numbers.ts'
import { TurnsFromBirth1765300520000 } from './migrations/1765300520000-turns-from-birth.ts'
import { RereadTemplates1765300530000 } from './migrations/1765300530000-reread-templates.ts'
import { NamedMedia1765300540000 } from './migrations/1765300540000-named-media.ts'
import { Passkeys1765300602000 } from './migrations/1765300602000-passkeys.ts'
import { ChangedMessages1765300604010 } from './migrations/1765300604010-changed-messages.ts'
import { NumbersHeld1765300606000 } from './migrations/1765300606000-numbers-held.ts'
import { Notices1765300607000 } from './migrations/1765300607000-notices.ts'
import { NumberLocks1765300613000 } from './migrations/1765300613000-number-locks.ts'
import { FasterImports1765300614000 } from './migrations/1765300614000-faster-imports.ts'
import { CountedChanges1765300615000 } from './migrations/1765300615000-counted-changes.ts'
import { WhoseRuns1765300616000 } from './migrations/1765300616000-whose-runs.ts'
import { SearchLigatures1765300617000 } from './migrations/1765300617000-search-ligatures.ts'

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
  Receiving1765100000000,
  Alerts1765110100000,
  LeadJobTitle1765110200000,
  ImportTraces1765130000000,
  SearchText1765130100000,
  Contacts1765200010000,
  ContactPace1765200020000,
  DroppedAt1765200030000,
  Episodes1765210010000,
  UnwrittenMessages1765220010000,
  StopWishes1765220020000,
  OutsideWindow1765230010000,
  PlanningAgain1765230020000,
  HolidaysByCountry1765230030000,
  WhatsAppIdentities1765240010000,
  Canaries1765240020000,
  Echoes1765240030000,
  AccountNews1765240040000,
  AccountLinks1765250010000,
  QueueNotice1765260010000,
  DiffsOfManyRows1765260020000,
  RestingRules1765270010000,
  SearchJobTitle1765280010000,
  SubmissionsOfOptedOut1765290010000,
  BrokenOffImports1765290030001,
  AuditRowsOnce1765290030002,
  PausedAndWaiting1765290040000,
  Backups1765290045000,
  FreedGaps1765290050000,
  FollowedTo1765290060000,
  SecondFactor1765300300001,
  Answers1765300410000,
  ResumedUnderStop1765300420000,
  HiddenNumbers1765300510000,
  TurnsFromBirth1765300520000,
  RereadTemplates1765300530000,
  NamedMedia1765300540000,
  Passkeys1765300602000,
  ChangedMessages1765300604010,
  NumbersHeld1765300606000,
  Notices1765300607000,
  NumberLocks1765300613000,
  FasterImports1765300614000,
  CountedChanges1765300615000,
  WhoseRuns1765300616000,
  SearchLigatures1765300617000,
]
