/** The pure core: what the other packages may ask of it without a database. */
export * from './cadence.ts'
export { type Calendar, isTimeZone } from './calendar.ts'
export type { Channel } from './dossier.ts'
export { REASONS, type ReasonCode } from './reasons.ts'
export { nextSlots, SCHEDULE_REFUSALS, type Schedule, type ScheduleRefusal, scheduleRefusal } from './schedule.ts'
