/** What libraries above the engine write their own questions with: columns and instants in SQL, the lead lock, the inbox. */
export { noteStopWishes } from './inbox/stop-wishes.sql.ts'
export { instant, LEAD_COLUMNS, leadOf, type LeadRow, ms, OPEN_STATES } from './ground/columns.ts'
export { takeTurns } from './record/change-enrolments.sql.ts'
export { settling } from './record/enrol.ts'
export { digestOf, PLAN_TABLES } from './record/plan-revision.sql.ts'
export { stopCadences, takeTurnOf } from './inbox/act.sql.ts'
export { actWithin } from './inbox/act.ts'
export { insertContacts, type NewContact } from './inbox/contacts.sql.ts'
