/** What libraries above the engine write their own questions with: columns and instants in SQL, the lead lock, the inbox. */
export { noteStopWishes } from './inbox/stop-wishes.sql.ts'
export {
  instant,
  isOpenItem,
  LEAD_COLUMNS,
  leadOf,
  type LeadRow,
  ms,
  OPEN_STATES,
  PERSON_ID,
} from './ground/columns.ts'
export { ensureLeadLocks, lockLeads } from './record/state/change-enrolments.sql.ts'
export { settling } from './record/enrol.ts'
export { dueFrom } from './record/next-step.sql.ts'
export { digestOf, PLAN_TABLES } from './record/state/plan-revision.sql.ts'
export { stopCadences, lockLeadOf } from './inbox/act.sql.ts'
export { actWithin } from './inbox/act.ts'
export { insertContacts, type NewContact } from './inbox/contacts.sql.ts'
