/** What somebody else does to a lead in the very moment in which an import reaches its line, or in which it is erased. */
import pg from 'pg'
import { emptyTables } from '@relance/testing'
import { startTestApi, type Person, type TestApi } from '../test-api.ts'

let api: TestApi
let manager: Person
let admin: Person
let other: pg.Client
beforeAll(async () => {
  api = await startTestApi({}, () => Date.parse('2026-03-02T09:00:00Z'))
  manager = await api.join('manager', 'Max')
  admin = await api.join('admin', 'Ana')
  other = new pg.Client({ connectionString: api.test.url })
  await other.connect()
}, 120_000)
afterAll(async () => {
  await other.end()
  await api.stop()
})
beforeEach(() => emptyTables(api.test.db, ['leads', 'lead_changes', 'imports', 'import_rows', 'opt_outs']))

const send = (csv: string) =>
  manager.call('post', '/api/leads/import').query({ fileName: 'salon.csv' }).set('Content-Type', 'text/csv').send(csv)

async function untilWaiting(count: number): Promise<void> {
  const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  while ((await api.test.db.query(waiting)).length < count) await new Promise((resolve) => setTimeout(resolve, 10))
}

/** The import stands before what `change` holds, and goes on once that is committed. */
async function importDuring(change: string, csv: string) {
  await other.query('begin')
  await other.query(change)
  const sent = send(csv).then((answer) => answer)
  await untilWaiting(1)
  await other.query('commit')
  return sent
}
const leads = () =>
  api.test.db.query('select phone, company, erased_at is not null as "isErased" from leads order by phone')

it('somebody who is erased stays erased, and the other lines are imported', async () => {
  await send('phone,company\n+33639980011,Avant\n').expect(200)
  const erasing = `update leads set phone = null, company = null, erased_at = now()`
  const { status, body } = await importDuring(erasing, 'phone,company\n+33639980011,Après\n+33639980012,Après\n')
  expect({ status, ...body }).toMatchObject({ status: 200, created: 1, updated: 0, unchanged: 1 })
  expect(await leads()).toEqual([
    { phone: '+33639980012', company: 'Après', isErased: false },
    { phone: null, company: null, isErased: true },
  ])
})

it('a number that is corrected stays corrected, and the line counts', async () => {
  await send('phone,company\n+33639980011,Avant\n').expect(200)
  const correcting = `update leads set phone = '+33639980019'`
  const { body } = await importDuring(correcting, 'phone,company\n+33639980011,Après\n')
  expect(body).toMatchObject({ created: 0, updated: 1, unchanged: 0 })
  expect(await leads()).toEqual([{ phone: '+33639980019', company: 'Après', isErased: false }])
})

it('a lead that is made by somebody else is changed by the line', async () => {
  const making = `insert into leads (phone, company, status) values ('+33639980011', 'Avant', 'new')`
  const { body } = await importDuring(making, 'phone,company\n+33639980011,Après\n+33639980012,Après\n')
  expect(body).toMatchObject({ created: 1, updated: 1, unchanged: 0 })
  expect(await leads()).toEqual([
    { phone: '+33639980011', company: 'Après', isErased: false },
    { phone: '+33639980012', company: 'Après', isErased: false },
  ])
})

it('two files with the same leads in another order are both imported', async () => {
  const file = (...ends: number[]) => `phone,company\n${ends.map((end) => `+3363998001${end},${ends[0]}\n`).join('')}`
  await send(file(0, 1, 2)).expect(200)
  await other.query('begin')
  await other.query(`update leads set company = 'Held' where phone = '+33639980011'`)
  const first = send(file(2, 1, 0)).then((answer) => answer)
  await untilWaiting(1)
  const second = send(file(3, 0, 1, 2)).then((answer) => answer)
  await untilWaiting(2)
  await other.query('commit')
  expect([(await first).status, (await second).status]).toEqual([200, 200])
})

it('a lead that opts out in the moment in which it is erased is erased and opted out', async () => {
  await send('phone\n+33639980011\n').expect(200)
  const [lead] = await api.test.db.query<{ id: string }>('select id from leads')
  await other.query('begin')
  await other.query(`update leads set company = 'Held'`)
  const erased = admin
    .call('post', `/api/leads/${lead?.id}/erase`)
    .send({ neverContactAgain: true })
    .then((answer) => answer)
  await untilWaiting(1)
  await other.query('update leads set opted_out_at = now()')
  await other.query('commit')
  expect((await erased).status).toBeLessThan(300)
  expect(await api.test.db.query('select from opt_outs')).toHaveLength(1)
})

it.each([
  ['in the panel', (phone: string) => `insert into leads (phone) values ('${phone}')`],
  [
    'by an import',
    (phone: string) => `select share_number_locks(array['${phone}']); insert into leads (phone) values ('${phone}')`,
  ],
])('a number that opts out while a lead with it is made %s: the lead is opted out', async (_, making) => {
  await other.query(`begin; ${making('+33639980011')}`)
  const answer = manager
    .call('post', '/api/opt-outs')
    .send({ phone: '+33639980011' })
    .then((sent) => sent)
  await Promise.race([answer, untilWaiting(1)])
  await other.query('commit')
  expect((await answer).status).toBe(201)
  expect(await api.test.db.query('select from leads where opted_out_at is not null')).toHaveLength(1)
})

it('numbers that are held with one that is opted out bring its opt-out, whichever are held after it', async () => {
  await manager.call('post', '/api/opt-outs').send({ phone: '+33639980011' }).expect(201)
  await other.query(`begin;
    select share_number_locks(array['+33639980010', '+33639980011']);
    select share_number_locks(array['+33639980012']);
    insert into leads (phone) values ('+33639980010'), ('+33639980011'), ('+33639980012');
    commit`)
  expect(await api.test.db.query('select phone from leads where opted_out_at is not null')).toEqual([
    { phone: '+33639980011' },
  ])
  await send('phone\n+33639980013\n+33639980011\n').expect(200)
  expect(await api.test.db.query('select phone from leads where opted_out_at is not null')).toHaveLength(1)
})

it('a lead that is made while somebody with its number is erased for good is opted out', async () => {
  await send('phone\n+33639980011\n').expect(200)
  const [lead] = await api.test.db.query<{ id: string }>('select id from leads')
  await other.query('begin; lock table notes in access exclusive mode')
  const erased = admin
    .call('post', `/api/leads/${lead?.id}/erase`)
    .send({ neverContactAgain: true })
    .then((sent) => sent)
  await untilWaiting(1)
  const made = manager
    .call('post', '/api/leads')
    .send({ phone: '+33639980011' })
    .then((sent) => sent)
  await untilWaiting(2)
  await other.query('commit')
  expect((await erased).status).toBeLessThan(300)
  expect(await made).toMatchObject({ status: 201, body: { optedOutAt: expect.any(String) } })
})
