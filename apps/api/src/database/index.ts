/** How other hosts reach the database. Loads little: every command waits for it. */
export { type Attribution, attributeTransaction, byHand } from './attribution.ts'
export { bringUp } from './bring-up.ts'
export { connectionOptions } from './connection-options.ts'
export { migrateWhenBehind } from './migrate-when-behind.ts'
