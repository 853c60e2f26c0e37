import { PASSWORD, type Person, startTestApi, type TestApi } from './test-api.ts'

let api: TestApi
let manager: Person

beforeAll(async () => {
  api = await startTestApi()
  manager = await api.join('manager', 'Mona')
})
afterAll(() => api.stop())
beforeEach(() => api.test.db.query('delete from login_attempts'))

const login = (email: string, password: string) => api.http().post('/api/auth/login').send({ email, password })

const count = (answers: readonly number[]): Record<number, number> =>
  answers.reduce<Record<number, number>>((counts, status) => ({ ...counts, [status]: (counts[status] ?? 0) + 1 }), {})

describe('guessing', () => {
  // First: passport keeps one strategy of a name per process, and the replica below brings its own.
  it('of 1,000 bearers none is accepted, and ten a minute are looked at', async () => {
    const answers: number[] = []
    for (let n = 0; n < 1_000; n++) {
      const bearer = n % 2 ? `relance_${'x'.repeat(n % 60)}` : 'a-secret-of-the-cro'.slice(0, 1 + (n % 19))
      const path = n % 3 ? '/api/leads' : '/api/gestion/auto-relance'
      answers.push((await api.http().get(path).set('Authorization', `Bearer ${bearer}`)).status)
    }
    expect(count(answers)).toEqual({ 401: 10, 429: 990 })
  })

  it('at most five wrong passwords per account in a quarter of an hour, also a hundred at once on two replicas', async () => {
    const { createApp } = await import('../src/http/create-app.ts')
    const { readConfig } = await import('../src/config.ts')
    const read = readConfig({ DATABASE_URL: api.test.url, CRON_SECRET: 'a-secret-of-the-cron', APP_ROLE: 'web' })
    if (!read.ok) throw new Error()
    const replica = await createApp(read.config)
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
    expect(answers.filter((status) => status === 401)).toHaveLength(5)
    expect(answers.filter((status) => status === 429)).toHaveLength(95)
    await login('mona@demo.invalid', PASSWORD).expect(429)
    await api.test.db.query(`update login_attempts set attempted_at = attempted_at - interval '16 minutes'`)
    await login('mona@demo.invalid', PASSWORD).expect(200)
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
    for (let n = 0; n < 40; n++) {
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
    const { createApp } = await import('../src/http/create-app.ts')
    const { readConfig } = await import('../src/config.ts')
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
    expect(answer.headers.get('strict-transport-security')).toContain('max-age=')
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
