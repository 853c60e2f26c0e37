import { MATRIX, mayCall, ROLES } from '@relance/contract'
import { makeLead, makeRule, type Person, startTestApi, type TestApi } from '../test-api.ts'

let api: TestApi
let people: Record<(typeof ROLES)[number], Person>
let routes: { method: 'get' | 'post' | 'put' | 'delete'; path: string }[]
let document: { paths: Record<string, Record<string, unknown>> }

beforeAll(async () => {
  api = await startTestApi()
  people = {
    admin: api.admin,
    manager: await api.join('manager', 'Mona'),
    closer: await api.join('closer', 'Ada'),
  }
  document = (await api.http().get('/api/openapi.json').expect(200)).body
  routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).flatMap((method) =>
      ['get', 'post', 'put', 'delete'].includes(method) ? [{ method: method as 'get', path }] : [],
    ),
  )
})
afterAll(() => api.stop())

const keyOf = ({ method, path }: { method: string; path: string }): string =>
  `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`
const MISSING = '00000000-0000-7000-8000-000000000000'
const addressOf = (path: string): string => path.replace('{day}', '2031-01-01').replace(/\{\w+\}/g, MISSING)

it('the matrix names every route there is, and none besides', () => {
  const known = new Set(routes.map(keyOf).filter((key) => !/ (PATCH|OPTIONS) /.test(key)))
  const declared = Object.keys(MATRIX)
  // The trigger answers other methods itself, to refuse them with what it allows.
  const extra = [...known].filter((key) => !declared.includes(key) && !key.endsWith('/api/gestion/auto-relance'))
  expect(extra).toEqual([])
  expect(declared.filter((key) => !known.has(key) && key !== 'GET /metrics')).toEqual([])
})

it('every route × every role is allowed exactly as the matrix says, by default nobody', async () => {
  const wrong: string[] = []
  for (const route of routes) {
    const least = MATRIX[keyOf(route)]
    if (!least || least === 'public' || least === 'cron') continue
    const anonymous = await api.http()[route.method](addressOf(route.path))
    if (anonymous.status !== 401) wrong.push(`${keyOf(route)} nobody: ${anonymous.status}`)
    if (route.path === '/api/events' || route.path.startsWith('/api/auth')) continue
    for (const role of ROLES) {
      if (role === 'admin' && /sessions$|erase$/.test(route.path)) continue
      const answer = await people[role].call(route.method, addressOf(route.path))
      const isRefused = answer.status === 403
      if (isRefused === mayCall(role, least)) wrong.push(`${keyOf(route)} ${role}: ${answer.status}`)
      if (answer.status >= 500) wrong.push(`${keyOf(route)} ${role}: ${answer.status}`)
    }
  }
  expect(wrong).toEqual([])
})

it('every route refuses a word that it does not read, before it does anything', async () => {
  const accepted: string[] = []
  const last = routes.filter(({ path }) => path === '/api/auth/logout')
  const others = routes.filter((route) => route.path.startsWith('/api/') && MATRIX[keyOf(route)] !== 'cron')
  for (const route of [...others.filter((one) => !last.includes(one)), ...last]) {
    const answer = await api.admin.call(route.method, `${addressOf(route.path)}?anUnknownWord=1`)
    if (answer.status < 400 || answer.status === 401) accepted.push(keyOf(route))
    if (answer.status >= 500) accepted.push(`${keyOf(route)}: ${answer.status}`)
  }
  expect(accepted).toEqual([])
})

it('every public address answers a stranger, with the headers that protect a browser', async () => {
  const open = Object.keys(MATRIX).filter((key) => MATRIX[key] === 'public' || MATRIX[key] === 'cron')
  const pages = ['/', '/api/docs', '/api/openapi.json', '/.well-known/security.txt', '/nothing-here'].map(
    (path) => `GET ${path}`,
  )
  for (const key of [...open, ...pages]) {
    const [method = '', path = ''] = key.split(' ')
    const answer = await api.http()[method.toLowerCase() as 'get'](path)
    const { 'content-security-policy': policy, 'x-content-type-options': sniffing } = answer.headers
    expect({ key, isBroken: answer.status >= 500, sniffing }).toEqual({ key, isBroken: false, sniffing: 'nosniff' })
    expect(policy).toMatch(/default-src 'self';base-uri 'none'.*frame-ancestors 'none'/)
    if (answer.status !== 204) expect(answer.headers['content-type']).toMatch(/charset=utf-8/i)
  }
})

it('a foreign id answers 404 on every route that takes one, and no list shows what is somebody else’s', async () => {
  const bob = await api.join('closer', 'Bob')
  await makeRule(people.manager)
  const leadId = await makeLead(people.manager, bob.id, 'Réservé')
  await api.runNow()
  const [relance] = (await bob.call('get', '/api/relances').expect(200)).body
  const absence = await bob.call('post', '/api/absences').send({ fromOn: '2031-01-01', toOn: '2031-01-02' }).expect(201)
  const [session] = (await bob.call('get', '/api/auth/sessions').expect(200)).body
  const foreign: Record<string, string> = {
    leads: leadId,
    relances: relance.id,
    absences: absence.body.id,
    sessions: session.id,
  }
  const tried: string[] = []
  const bodies: Record<string, object> = {
    'POST /api/relances/:id/snooze': { preset: 'tomorrow' },
    'POST /api/relances/:id/outcome': { outcome: 'won' },
    'PUT /api/relances/:id/message': { message: 'Bonjour' },
    'POST /api/leads/:id/answers': { text: 'Bonjour' },
    'POST /api/leads/:id/contacts': { kind: 'call', direction: 'outbound' },
    'POST /api/leads/:id/notes': { text: 'Un mot' },
    'POST /api/leads/:id/stop-answer': { optOut: true },
  }
  for (const route of routes) {
    const resource = /^\/api\/(?:auth\/)?(\w+)\/\{id\}/.exec(route.path)?.[1] ?? ''
    const least = MATRIX[keyOf(route)]
    if (least !== 'closer' || !foreign[resource]) continue
    const call = people.closer.call(route.method, route.path.replace('{id}', foreign[resource]))
    const answer = await (route.method === 'get' ? call : call.send(bodies[keyOf(route)] ?? {}))
    tried.push(`${keyOf(route)} ${answer.status}`)
    expect(JSON.stringify(answer.body)).not.toContain('Réservé')
  }
  expect(tried.length).toBeGreaterThan(12)
  expect(tried.filter((line) => !line.endsWith(' 404'))).toEqual([])
  for (const list of ['leads', 'relances', 'absences']) {
    for (const filter of [
      {},
      { id: [foreign[list]] },
      list === 'absences' ? { userId: bob.id } : { closerId: bob.id },
    ]) {
      const answer = await people.closer
        .call('get', `/api/${list}`)
        .query({ filter: JSON.stringify(filter) })
        .expect(200)
      expect([list, filter, answer.body]).toEqual([list, filter, []])
    }
  }
  await people.closer.call('get', `/api/leads?after=${leadId}`).expect(200, [])
})

it('a new role, a new password or a disabled account counts from the next request on', async () => {
  const eve = await api.join('manager', 'Eve')
  await eve.call('get', '/api/rules').expect(200)
  await api.admin.call('put', `/api/users/${eve.id}`).send({ role: 'closer' }).expect(200)
  await eve.call('get', '/api/rules').expect(403)
  await api.admin.call('put', `/api/users/${eve.id}`).send({ password: 'tout un nouveau mot de passe' }).expect(200)
  await eve.call('get', '/api/auth/me').expect(401)
  const again = await api.signIn('eve@demo.invalid', 'tout un nouveau mot de passe')
  await api.admin.call('put', `/api/users/${eve.id}`).send({ disabled: true }).expect(200)
  await again.call('get', '/api/auth/me').expect(401)
})

it('tokens for scripts: shown once, no more than their role, read-only when asked, dead when revoked or over', async () => {
  const make = (fields: object) =>
    api.admin
      .call('post', '/api/api-tokens')
      .send({ name: 'CRM', ...fields })
      .expect(201)
  const asToken = (method: 'get' | 'post', path: string, token: string) =>
    api.http()[method](path).set('Authorization', `Bearer ${token}`)
  const { id, token } = (await make({ role: 'manager' })).body
  await asToken('get', '/api/leads', token).expect(200)
  await asToken('get', '/api/api-tokens', token).expect(403)
  expect(JSON.stringify((await api.admin.call('get', '/api/api-tokens').expect(200)).body)).not.toContain(token)
  const reader = (await make({ role: 'admin', readOnly: true })).body
  await asToken('get', '/api/users', reader.token).expect(200)
  await asToken('post', '/api/templates', reader.token).send({ name: 'T', body: 'Bonjour' }).expect(403)
  const over = (await make({ role: 'manager', expiresAt: '2020-01-01T00:00:00Z' })).body
  await asToken('get', '/api/leads', over.token).expect(401)
  await api.admin.call('delete', `/api/api-tokens/${id}`).expect(200)
  await asToken('get', '/api/leads', token).expect(401)
  await asToken('get', `/api/leads?access_token=${reader.token}`, 'x').expect(401)
})

it('who leaves hands the leads over, and an admin stays', async () => {
  const max = await api.join('closer', 'Max')
  const leadId = await makeLead(people.manager, max.id)
  await api.runNow()
  const leave = (fields: object) => api.admin.call('put', `/api/users/${max.id}`).send({ disabled: true, ...fields })
  const asked = await leave({}).expect(409)
  expect(asked.body).toMatchObject({ code: 'takeover_needed', detail: expect.stringContaining('1') })
  await leave({ takeOverBy: max.id }).expect(422)
  await leave({ takeOverBy: people.closer.id }).expect(200)
  expect((await people.closer.call('get', `/api/leads/${leadId}`).expect(200)).body.closerId).toBe(people.closer.id)
  const items = await people.closer
    .call('get', '/api/relances')
    .query({ filter: JSON.stringify({ leadId, inbox: true }) })
  expect(items.body).toHaveLength(1)
  const last = await api.admin.call('put', `/api/users/${api.admin.id}`).send({ role: 'closer' }).expect(409)
  expect(last.body.code).toBe('last_admin')
})

it('a closer changes what is theirs to change, and puts a whole record back', async () => {
  const leadId = await makeLead(people.manager, people.closer.id)
  const lead = (await people.closer.call('get', `/api/leads/${leadId}`).expect(200)).body
  const put = (fields: object) => people.closer.call('put', `/api/leads/${leadId}`).send(fields)
  expect((await put({ ...lead, company: 'Cèdre' }).expect(200)).body.company).toBe('Cèdre')
  for (const fields of [
    { closerId: null },
    { phone: '0639980077' },
    { optedOutAt: '2026-01-01T00:00:00Z' },
    { source: 'x' },
  ]) {
    const refused = await put(fields).expect(422)
    expect(refused.body.refusals[0].code).toBe('field_for_managers')
  }
})
