/** Supabase serves this at /functions/v1/auto-relance, under Deno; Supabase Cron calls it. See docs/triggers.md. */
import pg from 'pg'
import { openTrigger } from '../_shared/engine.js'

Deno.serve(
  { port: Number(Deno.env.get('PORT') ?? 8000) },
  openTrigger({
    environment: {
      CRON_SECRET: Deno.env.get('CRON_SECRET'),
      DATABASE_URL: Deno.env.get('DATABASE_URL') ?? Deno.env.get('SUPABASE_DB_URL'),
    },
    makePool: (options: pg.PoolConfig) => new pg.Pool(options),
    // Supabase ends a function after 150 seconds on its free plan.
    maxBudgetSeconds: 100,
    // No addressHeader: the first address of x-forwarded-for is whatever the caller says, so guesses are counted together.
    report: (what: object) => console.error(JSON.stringify(what)),
  }),
)
