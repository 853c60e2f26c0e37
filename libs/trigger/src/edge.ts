/** What the bundle for edge functions holds; tools/edge-bundle.mjs makes it. */
export { poolDb } from '@relance/relance'
export { openTrigger } from './open-trigger.ts'
