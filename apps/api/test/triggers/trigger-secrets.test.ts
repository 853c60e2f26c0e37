/** A secret of its own for every caller of the trigger: made, seen in the runs, replaced, ended by its date or by hand. */
import { CRON_SECRET, type Person, startTestApi, type TestApi } from '../test-api.ts'

const DAY = 86_400_000
/** `RELANCE_GUESSES=10000` takes minutes on a busy machine. */
const GUESSES = Number(process.env.RELANCE_GUESSES ?? 400)
const TRIGGER = '/api/gestion/auto-relance'

let now = Date.parse('2026-03-10T09:00:00Z')
let api: TestApi
let admin: Person
beforeAll(async () => {
  api = await startTestApi({ CRON_SECRET: `${CRON_SECRET},the-old-one-of-the-cron` }, () => now)
  admin = api.admin
})
afterAll(() => api.stop())
beforeEach(async () => {
  await api.test.db.query('delete from login_attempts')
  admin = await api.signIn('admin@demo.invalid')
})

interface Made {
  id: string
  token: string
}
const make = async (name: string, expiresAt?: number): Promise<Made> => {
  const fields = { name, role: 'trigger', ...(expiresAt && { expiresAt: new Date(expiresAt).toISOString() }) }
  return (await admin.call('post', '/api/api-tokens').send(fields).expect(201)).body
}
const call = async (token: string) => (await api.http().post(TRIGGER).set('Authorization', `Bearer ${token}`)).status
const read = async ({ id }: Made) => (await admin.call('get', `/api/api-tokens/${id}`).expect(200)).body

it('is shown once, starts runs under its name and does nothing else; its last use is kept', async () => {
  const made = await make('cron-job.org')
  expect(await read(made)).toMatchObject({ name: 'cron-job.org', role: 'trigger', lastUsedAt: null, revokedAt: null })
  expect(JSON.stringify(await read(made))).not.toContain(made.token)
  now += 60_000
  expect(await call(made.token)).toBe(200)
  expect((await read(made)).lastUsedAt).toBe(new Date(now).toISOString())
  const filter = encodeURIComponent(JSON.stringify({ caller: 'cron-job.org' }))
  const runs = await admin.call('get', `/api/runs?filter=${filter}`).expect(200)
  expect(runs.body).toEqual([expect.objectContaining({ trigger: 'http', caller: 'cron-job.org' })])
  for (const path of ['/api/leads', '/api/runs', '/api/api-tokens']) {
    await api.http().get(path).set('Authorization', `Bearer ${made.token}`).expect(401)
  }
})

it('a revoked one ends at once, and no other with it', async () => {
  const [one, other] = [await make('EasyCron'), await make('GitHub')]
  await admin.call('delete', `/api/api-tokens/${one.id}`).expect(200)
  expect([await call(one.token), await call(other.token), await call(CRON_SECRET)]).toEqual([401, 200, 200])
  expect((await read(one)).revokedAt).toBe(new Date(now).toISOString())
})

it('rotation: the old and the new are live together, the old one dies at its date and the new one goes on', async () => {
  const diesAt = now + 7 * DAY
  const [old, fresh] = [await make('Vercel', diesAt), await make('Vercel')]
  expect([await call(old.token), await call(fresh.token)]).toEqual([200, 200])
  now = diesAt - 1
  expect([await call(old.token), await call(fresh.token)]).toEqual([200, 200])
  now = diesAt
  expect([await call(old.token), await call(fresh.token)]).toEqual([401, 200])
})

it('rotation of CRON_SECRET: both are accepted while both are named', async () => {
  expect([await call(CRON_SECRET), await call('the-old-one-of-the-cron')]).toEqual([200, 200])
})

it('of hundreds of guesses none is accepted, all but ten a minute are put off, and none is logged', async () => {
  const written: string[] = []
  const spies = [process.stdout, process.stderr].map((stream) =>
    jest.spyOn(stream, 'write').mockImplementation((text) => written.push(String(text)) > 0),
  )
  const counts: Record<string, number> = {}
  const { port } = api.app.getHttpServer().address()
  const guess = async (n: number): Promise<void> => {
    const guessed = n % 2 ? `relance_guess${n}` : `${CRON_SECRET.slice(0, 1 + (n % 19))}-guess${n}`
    const answer = await fetch(`http://127.0.0.1:${port}${TRIGGER}`, {
      method: n % 3 ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${guessed}` },
    })
    await answer.body?.cancel()
    // A busy machine puts off with 503: its queue for the one row of this address is full.
    const isPutOff = [429, 503].includes(answer.status) && Number(answer.headers.get('retry-after')) > 0
    const kind = isPutOff ? 'put off' : String(answer.status)
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  for (let n = 0; n < GUESSES; n += 20) await Promise.all(Array.from({ length: 20 }, (_, place) => guess(n + place)))
  for (const spy of spies) spy.mockRestore()
  expect(Object.keys(counts).sort()).toEqual(['401', 'put off'])
  expect(counts['401']).toBeLessThanOrEqual(10)
  expect(written.join('')).not.toMatch(/guess\d/)
  expect(await call(CRON_SECRET)).toBe(200)
}, 240_000)

it('HEAD and wrong methods are refused with Allow, with and without the secret, and start no run', async () => {
  const count = async () => (await api.test.db.query('select 1 from runs')).length
  const before = await count()
  for (const method of ['head', 'put', 'patch', 'delete', 'options'] as const) {
    const answer = await api.http()[method](TRIGGER).set('Authorization', `Bearer ${CRON_SECRET}`)
    expect([method, answer.status, answer.headers.allow]).toEqual([method, 405, 'GET, POST'])
  }
  expect(await count()).toBe(before)
})
