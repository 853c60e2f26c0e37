/** What tests share: databases of their own, builders. */
export { createTestDatabase, type TestDatabase } from './test-database.ts'
export { addLeads, addRule, instantOf, type StoredRule, TUESDAY_10H } from './stored.ts'
