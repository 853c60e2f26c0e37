/** Vercel serves this file at /api/gestion/auto-relance; its cron calls it with GET (vercel.json). See docs/triggers.md. */
import { openTrigger } from '@relance/trigger'
import pg from 'pg'

export default {
  fetch: openTrigger({
    environment: process.env,
    makePool: (options) => new pg.Pool(options),
    // vercel.json ends the function after 60 seconds.
    maxBudgetSeconds: 50,
    addressHeader: 'x-real-ip',
    report: (what) => console.error(JSON.stringify(what)),
  }),
}
