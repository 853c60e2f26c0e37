/** What the engine counts on whatever client stands behind its port: one suite for every host, Deno included. */
import type { Db } from '@relance/relance'

export interface Conformance {
  guarantee: string
  /** Rejects, saying what differed, when the client does not keep the guarantee. */
  holds(db: Db): Promise<void>
}

const conforms = (guarantee: string, holds: Conformance['holds']): Conformance => ({ guarantee, holds })

function same(actual: unknown, expected: unknown): void {
  const [seen, wanted] = [actual, expected].map((value) => JSON.stringify(value))
  if (seen !== wanted) throw new Error(`Expected ${wanted}, got ${seen}.`)
}

async function refusalOf(promise: Promise<unknown>): Promise<unknown> {
  const nothing = Symbol()
  const refusal = await promise.then(
    () => nothing,
    (error: unknown) => error,
  )
  if (refusal === nothing) throw new Error('It was expected to reject.')
  return refusal
}

const codeOf = (error: unknown): unknown => (error as { code?: unknown }).code

/** Gives `work` the name of a table (id, note) that nobody else uses. */
async function withTable(db: Db, work: (table: string) => Promise<void>): Promise<void> {
  const [row] = await db.query<{ name: string }>(
    `select 'conformance_' || replace(gen_random_uuid()::text, '-', '') as name`,
  )
  const table = row?.name ?? ''
  await db.query(`create table ${table} (id int primary key deferrable initially deferred, note text)`)
  try {
    await work(table)
  } finally {
    await db.query(`drop table ${table}`)
  }
}

const notesOf = async (db: Db, table: string): Promise<unknown[]> =>
  (await db.query<{ note: string }>(`select note from ${table} order by id`)).map(({ note }) => note)

const reading: Conformance[] = [
  conforms('rows are objects by column name, and no row is an empty list', async (db) => {
    same(await db.query('select 1 as "one", null as "nothing" union all select 2, null order by 1'), [
      { one: 1, nothing: null },
      { one: 2, nothing: null },
    ])
    same(await db.query('select 1 where false'), [])
  }),
  conforms('values come back in the types the engine reads', async (db) => {
    const [row] = await db.query<Record<string, unknown>>(
      `select 7::int as "int4", 7.5::float8 as "float8", 9007199254740993::int8 as "int8", true as "bool",
              '{"a":[1,null]}'::jsonb as "jsonb", array['x', null]::text[] as "texts", array[1, 2]::int[] as "ints",
              '0190c0de-0000-7000-8000-000000000001'::uuid as "uuid", array[]::uuid[] as "uuids"`,
    )
    same(row, {
      int4: 7,
      float8: 7.5,
      int8: '9007199254740993',
      bool: true,
      jsonb: { a: [1, null] },
      texts: ['x', null],
      ints: [1, 2],
      uuid: '0190c0de-0000-7000-8000-000000000001',
      uuids: [],
    })
  }),
  conforms('an instant is a Date, whatever the zone of the session', async (db) => {
    const [row] = await db.query<{ at: Date }>(`select '2026-03-29 03:30:00+02'::timestamptz as at`)
    same([row?.at instanceof Date, row?.at.getTime()], [true, Date.UTC(2026, 2, 29, 1, 30)])
  }),
  conforms('text survives: accents, emoji, quotes, backslashes, line ends', async (db) => {
    const text = `Zoé 👋🏽 'a' "b" \\ \r\n\t $1 {},`
    same(await db.query('select $1::text as text, $2::text[] as texts', [text, [text, '', 'null']]), [
      { text, texts: [text, '', 'null'] },
    ])
  }),
  conforms('parameters: numbers, booleans, null, lists, and JSON as text', async (db) => {
    same(
      await db.query(
        `select $1::int + 1 as "int", $2::float8 as "float", $3::bool as "bool", $4::text as "nothing",
                cardinality($5::uuid[]) as "list", $6::jsonb -> 'a' as "json"`,
        [41, 1_773_133_200_000, false, null, ['0190c0de-0000-7000-8000-000000000001'], JSON.stringify({ a: [1] })],
      ),
      [{ int: 42, float: 1_773_133_200_000, bool: false, nothing: null, list: 1, json: [1] }],
    )
  }),
  conforms('a batch fits: 20,000 ids and a megabyte of JSON', async (db) => {
    const ids = Array.from({ length: 20_000 }, (_, index) => index)
    const rows = JSON.stringify(ids.map((id) => ({ id, note: 'x'.repeat(40) })))
    same(
      await db.query(
        `select cardinality($1::int[]) as ids, (select sum(id)::int from jsonb_to_recordset($2::jsonb) as r(id int)) as sum`,
        [ids, rows],
      ),
      [{ ids: 20_000, sum: 199_990_000 }],
    )
  }),
  conforms('a refused statement rejects with its SQLSTATE, and the next one works', async (db) => {
    same(codeOf(await refusalOf(db.query('select 1 / $1::int', [0]))), '22012')
    same(codeOf(await refusalOf(db.query('selekt'))), '42601')
    same(await db.query('select 1 as one'), [{ one: 1 }])
  }),
  conforms('more questions at once than there are connections are all answered', async (db) => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) => db.query<{ n: number }>('select $1::int as n', [index])),
    )
    same(
      answers.map(([row]) => row?.n),
      Array.from({ length: 60 }, (_, index) => index),
    )
  }),
]

const transactions: Conformance[] = [
  conforms('a transaction commits all it did, gives its result, and is unseen until then', (db) =>
    withTable(db, async (table) => {
      const result = await db.transaction(async (tx) => {
        await tx.query(`insert into ${table} values (1, 'one')`)
        await tx.query(`insert into ${table} values (2, 'two')`)
        same([await notesOf(tx, table), await notesOf(db, table)], [['one', 'two'], []])
        return 'done'
      })
      same([result, await notesOf(db, table)], ['done', ['one', 'two']])
    }),
  ),
  conforms('one transaction is one session, from its first statement to its last', async (db) => {
    const ask = (tx: Db) => tx.query('select pg_backend_pid() as pid, txid_current()::text as id')
    await db.transaction(async (tx) => same(await ask(tx), await ask(tx)))
  }),
  conforms('what was thrown inside comes out itself, and nothing stays', (db) =>
    withTable(db, async (table) => {
      const thrown = new Error('Enough.')
      const refusal = await refusalOf(
        db.transaction(async (tx) => {
          await tx.query(`insert into ${table} values (1, 'one')`)
          throw thrown
        }),
      )
      same([refusal === thrown, await notesOf(db, table)], [true, []])
    }),
  ),
  conforms('a refused statement undoes the whole transaction', (db) =>
    withTable(db, async (table) => {
      const refusal = await refusalOf(
        db.transaction(async (tx) => {
          await tx.query(`insert into ${table} values (1, 'one')`)
          await tx.query('select 1 / 0')
        }),
      )
      same([codeOf(refusal), await notesOf(db, table)], ['22012', []])
    }),
  ),
  conforms('a commit that PostgreSQL refuses rejects', (db) =>
    withTable(db, async (table) => {
      const work = db.transaction((tx) => tx.query(`insert into ${table} values (1, 'one'), (1, 'again')`))
      same([codeOf(await refusalOf(work)), await notesOf(db, table)], ['23505', []])
    }),
  ),
  conforms('a transaction inside a transaction is refused before it does anything, and the outer one goes on', (db) =>
    withTable(db, async (table) => {
      await db.transaction(async (tx) => {
        await tx.query(`insert into ${table} values (1, 'outer')`)
        await refusalOf(tx.transaction((inner) => inner.query(`insert into ${table} values (2, 'inner')`)))
        await tx.query(`insert into ${table} values (3, 'outer')`)
      })
      same(await notesOf(db, table), ['outer', 'outer'])
    }),
  ),
  conforms('failures cost no connection: 60 refused transactions, then 60 good ones', async (db) => {
    await Promise.all(
      Array.from({ length: 60 }, () => refusalOf(db.transaction((tx) => tx.query('select 1 / 0 as never')))),
    )
    const good = Array.from({ length: 60 }, () => db.transaction((tx) => tx.query('select 1 as one')))
    same((await Promise.all(good)).length, 60)
  }),
  conforms('an isolation level ends with its transaction', async (db) => {
    const levelOf = async (tx: Db) => (await tx.query('show transaction_isolation'))[0]?.transaction_isolation
    const inside = await db.transaction(async (tx) => {
      await tx.query('set transaction isolation level repeatable read, read only')
      same(codeOf(await refusalOf(tx.query('create table refused ()'))), '25006')
      return 'read only'
    })
    same([inside, await db.transaction(levelOf)], ['read only', 'read committed'])
  }),
  conforms('two transactions that skip what is locked share the rows between them', (db) =>
    withTable(db, async (table) => {
      await db.query(`insert into ${table} select n, 'x' from generate_series(1, 4) n`)
      const take = (tx: Db) =>
        tx.query<{ id: number }>(`select id from ${table} order by id limit 2 for update skip locked`)
      const taken = await db.transaction(async (first) => {
        const mine = await take(first)
        return [...mine, ...(await db.transaction(take))]
      })
      same(
        taken.map(({ id }) => id),
        [1, 2, 3, 4],
      )
    }),
  ),
  conforms('a connection cut in mid-transaction rejects, is not used again, and ends no process', async (db) => {
    await refusalOf(
      db.transaction(async (tx) => {
        const [row] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid')
        await db.query('select pg_terminate_backend($1, 5000)', [row?.pid])
        await tx.query('select 1')
      }),
    )
    const answers = await Promise.all(Array.from({ length: 20 }, () => db.query('select 1 as one')))
    same(answers.flat().length, 20)
  }),
]

export const dbConformance: readonly Conformance[] = [...reading, ...transactions]
