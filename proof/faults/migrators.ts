/** Three programs that bring the same database to this version at the same time; sometimes one of them dies of it. */
import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Chance } from '../chance.ts'
import { type Cluster, TEMPLATE } from './cluster.ts'
import { openControl } from './control.ts'
import type { Fault, RoundOutcome } from './fault.ts'
import { type Ended, startCommand } from './programs.ts'

/** Everything that a migration makes, as one digest. */
const SCHEMA = `
select md5(string_agg(line, e'\\n' order by line)) as digest, count(*)::int as things,
       (select count(*)::int - count(distinct name)::int from migrations) as twice
  from (select format('column %s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) as line
          from information_schema.columns where table_schema = 'public'
        union all select format('index %s', indexdef) from pg_indexes where schemaname = 'public'
        union all select format('constraint %s %s', conname, pg_get_constraintdef(oid)) from pg_constraint
                   where connamespace = 'public'::regnamespace
        union all select format('trigger %s', pg_get_triggerdef(t.oid)) from pg_trigger t
                    join pg_class c on c.oid = t.tgrelid and c.relnamespace = 'public'::regnamespace where not tgisinternal
        union all select format('function %s %s', proname, md5(prosrc)) from pg_proc where pronamespace = 'public'::regnamespace
        union all select format('migration %s', name) from migrations) s`

interface Schema {
  digest: string
  things: number
  twice: number
}

export const migrators: Fault = {
  name: 'migrators',
  title: 'three migrators at once on an empty database; in one round of three, one is killed',
  rounds: 200,
  open: async (ground) => {
    const cluster = await ground.cluster('fast')
    const wanted = await schemaOf(cluster, TEMPLATE)
    return { play: (_round, chance) => playRound(cluster, wanted, chance), close: async () => undefined }
  },
}

async function playRound(cluster: Cluster, wanted: Schema, chance: Chance): Promise<RoundOutcome> {
  const name = `proof_${randomBytes(5).toString('hex')}`
  const url = await cluster.createDatabase(name, 'template0')
  const from = performance.now()
  const programs = [1, 2, 3].map(() => startCommand(url, ['migrate']))
  const victim = chance.is(0.33) ? chance.pick(programs) : null
  if (victim) {
    await Promise.race([wait(chance.whole(300, 3_000)), victim.ended])
    victim.process.kill('SIGKILL')
  }
  const others = await Promise.all(programs.filter((program) => program !== victim).map(({ ended }) => ended))
  await victim?.ended
  const recoveryMs = Math.round(performance.now() - from)
  const made = await schemaOf(cluster, name)
  await cluster.dropDatabase(name)
  return { recoveryMs, violations: [...failures(others), ...differences(made, wanted)], isSpoilt: false }
}

const failures = (others: readonly Ended[]): string[] =>
  others.flatMap(({ code, output }) => (code === 0 ? [] : [`a migrator failed: ${output.slice(0, 300)}`]))

function differences(made: Schema, wanted: Schema): string[] {
  if (made.twice > 0) return ['a migration was run twice']
  return made.digest === wanted.digest
    ? []
    : [`the schema is another one: ${made.things} things instead of ${wanted.things}`]
}

async function schemaOf(cluster: Cluster, database: string): Promise<Schema> {
  const control = openControl(cluster.urlOf(database))
  try {
    const [schema] = await control.query<Schema & Record<string, unknown>>(SCHEMA)
    if (!schema) throw new Error('The schema could not be read.')
    return schema
  } finally {
    await control.end()
  }
}
