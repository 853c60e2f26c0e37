/** What tests share: databases of their own, builders, the suite that every client of the database passes. */
export { createEmptyDatabase, createTestDatabase, emptyTables, type TestDatabase } from './test-database.ts'
export { type Conformance, dbConformance } from './db-conformance.ts'
export { describeSchema } from './describe-schema.ts'
export { type FaultProxy, startFaultProxy } from './fault-proxy.ts'
export { type SandboxOptions, startSandbox, type TestSandbox } from './sandbox.ts'
export { startSteadyTimer, timedSteadily } from './steady-clock.ts'
export { addLeads, addRule, instantOf, type StoredRule, TUESDAY_10H } from './stored.ts'
export * from './whatsapp.ts'
