import { timedSteadily } from '@relance/testing'
import { DB } from '../../src/environment/tokens.ts'
import { METRICS_TOKEN, PASSWORD, type Person, startTestApi, type TestApi } from '../test-api.ts'

/** Stands still where a test counts seconds. */
let stoppedAt: number | null = null
const clock = (): number => stoppedAt ?? Date.now()
afterEach(() => {
  stoppedAt = null
})
let api: TestApi
let manager: Person

beforeAll(async () => {
  api = await startTestApi({}, clock)
  manager = await api.join('manager', 'Mona')
})
afterAll(() => api.stop())
beforeEach(() => api.test.db.query('delete from login_attempts'))

const login = (email: string, password: string) => api.http().post('/api/auth/login').send({ email, password })

const count = (answers: readonly number[]): Record<number, number> =>
  answers.reduce<Record<number, number>>((counts, status) => ({ ...counts, [status]: (counts[status] ?? 0) + 1 }), {})

describe('guessing', () => {
  // First: passport keeps one strategy of a name per process, and the replica below brings its own.
  it('of 200 bearers none is accepted, and ten a minute are looked at', async () => {
    const answers: number[] = []
    for (let n = 0; n < 200; n++) {
      const bearer = n % 2 ? `relance_${'x'.repeat(n % 60)}` : 'a-secret-of-the-cro'.slice(0, 1 + (n % 19))
      const path = n % 3 ? '/api/leads' : '/api/gestion/auto-relance'
      answers.push((await api.http().get(path).set('Authorization', `Bearer ${bearer}`)).status)
    }
    expect(count(answers)).toEqual({ 401: 10, 429: 190 })
  })

  it('five wrong passwords per account and address are free, then delays grow, also a hundred at once on two replicas', async () => {
    const { createApp } = await import('../../src/create-app.ts')
    const { readConfig } = await import('../../src/environment/config.ts')
    const read = readConfig({ DATABASE_URL: api.test.url, CRON_SECRET: 'a-secret-of-the-cron', APP_ROLE: 'web' })
    if (!read.ok) throw new Error()
    stoppedAt = Date.now()
    const replica = await createApp(read.config, clock)
    await replica.listen(0, '127.0.0.1')
    const urls = [await api.app.getUrl(), await replica.getUrl()]
    const guess = (place: number) =>
      fetch(`${urls[place % 2]}/api/auth/login`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': `203.0.113.${place}` },
        body: JSON.stringify({ email: 'mona@demo.invalid', password: `guess ${place}` }),
      }).then((answer) => answer.status)
    const answers = await Promise.all(Array.from({ length: 100 }, (_, place) => guess(place)))
    await replica.close()
    const tried = answers.filter((status) => status === 401).length
    // Whoever waits too long for the count is told that the server is busy, and guesses nothing either.
    expect(answers.filter((status) => status === 429 || status === 503)).toHaveLength(100 - tried)
    expect(tried).toBeLessThanOrEqual(5)
    for (let n = tried; n < 5; n++) await login('mona@demo.invalid', 'wrong').expect(401)
    await login('mona@demo.invalid', PASSWORD).expect(429)
    const age = () => api.test.db.query(`update login_attempts set attempted_at = attempted_at - interval '5 minutes'`)
    const waits: number[] = []
    for (let n = 0; n < 8; n++) {
      await age()
      await login('mona@demo.invalid', 'wrong').expect(401)
      waits.push(Number((await login('mona@demo.invalid', PASSWORD).expect(429)).headers['retry-after']))
    }
    expect(waits).toEqual([30, 60, 120, 240, 300, 300, 300, 300])
    await age()
    await login('mona@demo.invalid', PASSWORD).expect(200)
    stoppedAt = null
  })

  it('spraying one password over many accounts stops at the address, whatever it says it is', async () => {
    const answers: number[] = []
    for (let n = 0; n < 40; n++) {
      answers.push((await login(`account${n}@demo.invalid`, PASSWORD).set('X-Forwarded-For', `203.0.113.${n}`)).status)
    }
    expect(answers.filter((status) => status === 401)).toHaveLength(20)
    expect(answers.filter((status) => status === 429)).toHaveLength(20)
  })

  it('an account that exists and one that does not cannot be told apart, by words or by time', async () => {
    // Processor time of this process, in microseconds: unlike the clock, it does not count what else the machine does.
    const spent = { known: 0, unknown: 0 }
    for (let n = 0; n < 24; n++) {
      for (const [kind, email] of [
        ['known', 'mona@demo.invalid'],
        ['unknown', 'nobody@demo.invalid'],
      ] as const) {
        await api.test.db.query('delete from login_attempts')
        const before = process.cpuUsage()
        const { correlationId: _, ...body } = (await login(email, 'wrong').expect(401)).body
        const { user, system } = process.cpuUsage(before)
        spent[kind] += user + system
        expect(body).toMatchObject({ code: 'login_refused', instance: '/api/auth/login' })
      }
    }
    expect(Math.abs(spent.known - spent.unknown)).toBeLessThan(0.25 * spent.known)
  })
})

describe('a stranger who guesses locks nobody out', () => {
  const STRANGERS =
    'insert into login_attempts (key, attempted_at) select sha256($1), now() from generate_series(1, $2)'
  const guessFromElsewhere = (email: string, times: number) =>
    api.test.db.query(STRANGERS, [Buffer.from(`account ${email}`), times])
  const deviceOf = (answer: { headers: Record<string, unknown> }) =>
    /relance_device=[^;]+/.exec(String(answer.headers['set-cookie']))?.[0] ?? ''

  it('a device that has signed in before is not delayed by what strangers do, at the same address or elsewhere', async () => {
    const signedIn = await login('mona@demo.invalid', PASSWORD).expect(200)
    expect(String(signedIn.headers['set-cookie'])).toMatch(
      /relance_device=[^;]+; Max-Age=31536000; Path=\/; .*HttpOnly; SameSite=Strict/,
    )
    const device = deviceOf(signedIn)
    for (let n = 0; n < 30; n++) await login('mona@demo.invalid', `guess ${n}`)
    await guessFromElsewhere('mona@demo.invalid', 1_000)
    await login('mona@demo.invalid', PASSWORD).expect(429)
    const { ms } = await timedSteadily(login('mona@demo.invalid', PASSWORD).set('Cookie', device).expect(200))
    // A stranger waits three seconds: see the next test.
    expect(ms).toBeLessThan(2_900)
  })

  it('an unknown device at another address is answered, a little later', async () => {
    await guessFromElsewhere('mona@demo.invalid', 1_000)
    const at = performance.now()
    await login('mona@demo.invalid', PASSWORD).expect(200)
    expect(performance.now() - at).toBeGreaterThan(2_900)
  })

  it('a known device is delayed by its own failures, and is known for its own account alone', async () => {
    const device = deviceOf(await login('mona@demo.invalid', PASSWORD).expect(200))
    for (let n = 0; n < 5; n++) await login('mona@demo.invalid', 'wrong').set('Cookie', device).expect(401)
    await login('mona@demo.invalid', PASSWORD).set('Cookie', device).expect(429)
    await login('mona@demo.invalid', PASSWORD).expect(200)
    for (let n = 0; n < 6; n++) await login('admin@demo.invalid', 'wrong').set('Cookie', device)
    await login('admin@demo.invalid', PASSWORD).set('Cookie', device).expect(429)
    await api.test.db.query('delete from login_attempts')
    for (const forged of [
      `${device.slice(0, -3)}abc`,
      'relance_device=a.1.b',
      'relance_device=~~~',
      'relance_device=',
    ]) {
      for (let n = 0; n < 5; n++) await login('mona@demo.invalid', 'wrong').set('Cookie', forged)
      await login('mona@demo.invalid', PASSWORD).set('Cookie', forged).expect(429)
      await api.test.db.query('delete from login_attempts')
    }
  })

  it('a browser that two people share is known to both', async () => {
    const first = deviceOf(await login('mona@demo.invalid', PASSWORD).expect(200))
    const both = deviceOf(await login('admin@demo.invalid', PASSWORD).set('Cookie', first).expect(200))
    for (const email of ['mona@demo.invalid', 'admin@demo.invalid']) {
      for (let n = 0; n < 6; n++) await login(email, 'wrong')
      await login(email, PASSWORD).expect(429)
      await login(email, PASSWORD).set('Cookie', both).expect(200)
    }
  })

  it('an office that signs in from one address uses up nothing', async () => {
    for (let n = 0; n < 22; n++) await login('mona@demo.invalid', PASSWORD).expect(200)
  })

  it('sixty at once from as many addresses: each is answered, or asked to come again, and other pages go on', async () => {
    await api.test.db.query(
      `insert into users (email, name, password_hash, role) select 'p' || n || '@demo.invalid', 'P' || n,
         (select password_hash from users where email = 'mona@demo.invalid'), 'closer' from generate_series(1, 120) n`,
    )
    const all = Promise.all(
      Array.from({ length: 120 }, async (_, n) => login(`p${n + 1}@demo.invalid`, PASSWORD).then((answer) => answer)),
    )
    const health = await api.http().get('/health/live')
    expect(health.status).toBe(200)
    const answers = await all
    const counts = count(answers.map(({ status }) => status))
    expect(counts[200]).toBeGreaterThan(0)
    expect(Object.keys(counts).every((status) => ['200', '429', '503'].includes(status))).toBe(true)
    for (const { status, headers } of answers)
      if (status !== 200) expect(Number(headers['retry-after'])).toBeGreaterThan(0)
  })
})

describe('what a monitor reads', () => {
  const metrics = (bearer: string) => api.http().get('/metrics').set('Authorization', `Bearer ${bearer}`)

  it('needs its bearer, and is read from the database at most once a second', async () => {
    await api.http().get('/metrics').expect(401)
    await metrics('not-the-bearer').expect(401)
    const first = await metrics(METRICS_TOKEN).expect(200)
    expect(first.text).toContain('relance_due')
    const spy = jest.spyOn(api.app.get(DB), 'query')
    const texts = await Promise.all(Array.from({ length: 20 }, async () => (await metrics(METRICS_TOKEN)).text))
    expect(new Set(texts).size).toBeLessThanOrEqual(2)
    expect(spy.mock.calls.filter(([sql]) => String(sql).includes('from runs group by')).length).toBeLessThanOrEqual(1)
    spy.mockRestore()
  })
})

describe('sessions', () => {
  it('the id is a new one after every login, and the one before is dead', async () => {
    const first = await api.signIn('mona@demo.invalid')
    const answer = await login('mona@demo.invalid', PASSWORD).set('Cookie', first.cookie).expect(200)
    expect(String(answer.headers['set-cookie'])).not.toContain(first.cookie)
    await first.call('get', '/api/auth/me').expect(401)
    const planted = 'relance_session=planted-by-somebody-else-entirely'
    const fixed = await login('mona@demo.invalid', PASSWORD).set('Cookie', planted).expect(200)
    expect(String(fixed.headers['set-cookie'])).not.toContain('planted')
    await api.http().get('/api/auth/me').set('Cookie', planted).expect(401)
  })

  it('ends after hours without a visit, and after a week with visits', async () => {
    const person = await api.signIn('mona@demo.invalid')
    await api.test.db.query(`update sessions set expires_at = now() - interval '1 second' where user_id = $1`, [
      person.id,
    ])
    await person.call('get', '/api/auth/me').expect(401)
    const other = await api.signIn('mona@demo.invalid')
    await api.test.db.query(
      `update sessions set created_at = now() - interval '8 days', expires_at = now() + interval '1 hour'`,
    )
    await other.call('get', '/api/auth/me').expect(401)
    api.admin = await api.signIn('admin@demo.invalid')
    manager = await api.signIn('mona@demo.invalid')
  })

  it('are listed, revoked one by one, and end all but one with a new password', async () => {
    await api.test.db.query('delete from sessions where user_id = $1', [manager.id])
    const phone = await api.signIn('mona@demo.invalid')
    const desk = await api.signIn('mona@demo.invalid')
    const third = await api.signIn('mona@demo.invalid')
    const list = (await desk.call('get', '/api/auth/sessions').expect(200)).body
    expect(list).toHaveLength(3)
    expect(list.filter((session: { isCurrent: boolean }) => session.isCurrent)).toHaveLength(1)
    const mine = (await phone.call('get', '/api/auth/sessions').expect(200)).body
    const { id } = mine.find((session: { isCurrent: boolean }) => session.isCurrent)
    await desk.call('delete', `/api/auth/sessions/${id}`).expect(204)
    await phone.call('get', '/api/auth/me').expect(401)
    const change = (current: string, password: string) =>
      desk.call('post', '/api/auth/password').send({ current, password })
    await change('not it', 'un nouveau mot de passe').expect(422)
    await change(PASSWORD, 'court').expect(422)
    await change(PASSWORD, 'aaaaaaaaaaaaaaaa').expect(422)
    const changed = await change(PASSWORD, 'un nouveau mot de passe').expect(204)
    await third.call('get', '/api/auth/me').expect(401)
    const cookie = String(changed.headers['set-cookie']).split(';')[0] ?? ''
    await api.http().get('/api/auth/me').set('Cookie', cookie).expect(200)
    manager = await api.signIn('mona@demo.invalid', 'un nouveau mot de passe')
  })

  it('a secure server gives a cookie that only this very host can set', async () => {
    const { createApp } = await import('../../src/create-app.ts')
    const { readConfig } = await import('../../src/environment/config.ts')
    const read = readConfig({
      DATABASE_URL: api.test.url,
      CRON_SECRET: 'a-secret-of-the-cron',
      APP_ROLE: 'web',
      PUBLIC_URL: 'https://relance.example',
    })
    if (!read.ok) throw new Error()
    const secure = await createApp(read.config)
    await secure.listen(0, '127.0.0.1')
    const answer = await fetch(`${await secure.getUrl()}/api/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email: 'admin@demo.invalid', password: PASSWORD }),
    })
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-relance_session=[\w-]{43}; Max-Age=\d+; Path=\/; .*HttpOnly; Secure; SameSite=Strict$/,
    )
    expect(answer.headers.get('strict-transport-security')).toMatch(/^max-age=\d+$/)
    await secure.close()
  })
})

describe('other sites', () => {
  it.each([
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a sibling subdomain', { 'Sec-Fetch-Site': 'same-site' }],
    ['an old browser on another site', { Origin: 'https://elsewhere.invalid' }],
    ['a sandboxed frame', { Origin: 'null' }],
    ['a file', { Origin: 'file://' }],
  ])('%s changes nothing with the cookie it rides on', async (_, headers) => {
    const before = await api.test.db.query('select from templates')
    const body = { name: 'T', body: 'Bonjour' }
    await manager.call('post', '/api/templates').set(headers).send(body).expect(403)
    await api.http().post('/api/auth/logout').set('Cookie', manager.cookie).set(headers).expect(403)
    const form = await manager.call('post', '/api/templates').set(headers).type('form').send(body)
    const text = await manager
      .call('post', '/api/templates')
      .set({ ...headers, 'Content-Type': 'text/plain' })
      .send(JSON.stringify(body))
    expect([form.status, text.status].every((status) => status >= 400 && status < 500)).toBe(true)
    expect(await api.test.db.query('select from templates')).toHaveLength(before.length)
    await manager.call('get', '/api/auth/me').expect(200)
  })

  it('are told nothing of what they may not read', async () => {
    const answer = await manager.call('get', '/api/leads').set('Origin', 'https://elsewhere.invalid').expect(200)
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    expect(answer.headers['cross-origin-resource-policy']).toBe('same-origin')
    expect(answer.headers['cache-control']).toContain('no-store')
  })
})
