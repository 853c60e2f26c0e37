/** Contacts and notes: whoever may see a lead notes what was said; the last contact is the latest that stands; nothing else moves it. */
import { makeLead, makeRule, type Person, startTestApi, type TestApi } from '../test-api.ts'

let api: TestApi
let manager: Person
let ada: Person
let bob: Person

beforeAll(async () => {
  api = await startTestApi()
  manager = await api.join('manager', 'Mona')
  ada = await api.join('closer', 'Ada')
  bob = await api.join('closer', 'Bob')
  await makeRule(manager)
})
afterAll(() => api.stop())

const note = (person: Person, leadId: string, contact: object) =>
  person.call('post', `/api/leads/${leadId}/contacts`).send(contact)
const takeBack = (person: Person, leadId: string, id: string) =>
  person.call('delete', `/api/leads/${leadId}/contacts/${id}`)
const lastContactOf = async (leadId: string): Promise<string | null> =>
  (await manager.call('get', `/api/leads/${leadId}`).expect(200)).body.lastContactAt
const sourcesOf = async (leadId: string): Promise<string[]> => {
  const { body } = await manager.call('get', `/api/leads/${leadId}/contacts`).expect(200)
  return body.flatMap((one: { source: string; undoneAt: string | null }) => (one.undoneAt ? [] : one.source))
}
const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()

it('a call is noted by its closer with who, when and what, and is the last contact', async () => {
  const leadId = await makeLead(manager, ada.id)
  const at = ago(60)
  const { body } = await note(ada, leadId, { kind: 'call', at, note: '  Rappeler lundi.\nElle hésite. ' }).expect(201)
  expect(body).toMatchObject({ leadId, kind: 'call', direction: 'outbound', at, source: 'person', actorName: 'Ada' })
  expect(body).toMatchObject({ note: 'Rappeler lundi.\nElle hésite.', actorId: ada.id, undoneAt: null })
  expect(await lastContactOf(leadId)).toBe(at)
  const { body: timeline } = await ada.call('get', `/api/leads/${leadId}/timeline`).expect(200)
  expect(timeline).toContainEqual(
    expect.objectContaining({ kind: 'contact', action: 'call outbound', actorName: 'Ada', message: body.note, at }),
  )
  const events = await api.test.db.query(
    `select action, actor_name as "actorName", details from audit_events where resource = 'contacts' and record_id = $1`,
    [body.id],
  )
  expect(events).toEqual([
    { action: 'created', actorName: 'Ada', details: { leadId, kind: 'call', direction: 'outbound', at } },
  ])
})

it('an older contact is history, and leaves the last contact where it is', async () => {
  const leadId = await makeLead(manager, ada.id)
  const latest = ago(5)
  await note(ada, leadId, { kind: 'meeting', at: latest }).expect(201)
  await note(ada, leadId, { kind: 'email', direction: 'inbound', at: ago(500) }).expect(201)
  expect(await lastContactOf(leadId)).toBe(latest)
})

it.each([
  ['a kind nobody knows', { kind: 'pigeon' }, 'kind', 'not_among'],
  ['no kind', {}, 'kind', 'not_among'],
  ['a direction nobody knows', { kind: 'call', direction: 'up' }, 'direction', 'not_among'],
  ['the future', { kind: 'call', at: '2099-01-01T00:00:00Z' }, 'at', 'contact_in_future'],
  ['a year that no lead can have', { kind: 'call', at: '1890-05-01T10:00:00Z' }, 'at', 'date_implausible'],
  ['the year of an empty cell', { kind: 'call', at: '1970-01-01T00:00:00Z' }, 'at', 'date_implausible'],
  ['an instant without a zone', { kind: 'call', at: '2026-01-01T00:00:00' }, 'at', 'instant_unreadable'],
  ['a note that is too long', { kind: 'call', note: 'a'.repeat(4_001) }, 'note', 'too_long'],
  ['a note with a NUL', { kind: 'call', note: 'a\0b' }, 'note', 'character_refused'],
  ['a field nobody knows', { kind: 'call', source: 'whatsapp' }, 'source', 'unknown_field'],
])('%s is refused, and nothing is noted', async (_, contact, field, code) => {
  const leadId = await makeLead(manager, ada.id)
  const { body } = await note(ada, leadId, contact).expect(422)
  expect(body.refusals).toEqual([expect.objectContaining({ field, code })])
  expect(await sourcesOf(leadId)).toEqual([])
})

it('the lead of a colleague is not found, neither to read nor to note nor to take back', async () => {
  const leadId = await makeLead(manager, ada.id)
  const { body } = await note(ada, leadId, { kind: 'call' }).expect(201)
  await note(bob, leadId, { kind: 'call' }).expect(404)
  await bob.call('get', `/api/leads/${leadId}/contacts`).expect(404)
  await takeBack(bob, leadId, body.id).expect(404)
  await bob.call('post', `/api/leads/${leadId}/notes`).send({ text: 'Vu' }).expect(404)
  await bob.call('get', `/api/leads/${leadId}/notes`).expect(404)
  const other = await makeLead(manager, ada.id)
  await takeBack(ada, other, body.id).expect(404)
  await api.http().post(`/api/leads/${leadId}/contacts`).send({ kind: 'call' }).expect(401)
})

it('a contact taken back counts no more, once; the one before it is the last again', async () => {
  const leadId = await makeLead(manager, ada.id)
  const first = ago(300)
  await note(ada, leadId, { kind: 'call', at: first }).expect(201)
  const { body } = await note(ada, leadId, { kind: 'call' }).expect(201)
  const taken = await takeBack(ada, leadId, body.id).expect(200)
  expect(taken.body).toMatchObject({ id: body.id, undoneBy: 'Ada' })
  expect((await takeBack(manager, leadId, body.id).expect(200)).body.undoneAt).toBe(taken.body.undoneAt)
  expect(await lastContactOf(leadId)).toBe(first)
})

it('what a colleague noted is the colleague’s and the managers’ to take back', async () => {
  const leadId = await makeLead(manager, ada.id)
  const { body } = await note(manager, leadId, { kind: 'call' }).expect(201)
  await takeBack(ada, leadId, body.id).expect(403)
  const { body: own } = await note(ada, leadId, { kind: 'meeting' }).expect(201)
  await takeBack(manager, leadId, own.id).expect(200)
})

it('the same request sent twice is one contact', async () => {
  const leadId = await makeLead(manager, ada.id)
  const contact = { kind: 'call', at: ago(10), note: 'Messagerie' }
  const [first, second] = [await note(ada, leadId, contact), await note(ada, leadId, contact)]
  expect(second?.body.id).toBe(first?.body.id)
  expect(await sourcesOf(leadId)).toEqual(['person'])
})

it('a note is kept with its author, told in the history, and gone once deleted', async () => {
  const leadId = await makeLead(manager, ada.id)
  const text = 'Préfère le matin.\nNe pas tutoyer.'
  const { body } = await ada.call('post', `/api/leads/${leadId}/notes`).send({ text }).expect(201)
  expect(body).toMatchObject({ leadId, text, actorName: 'Ada' })
  expect(await lastContactOf(leadId)).toBeNull()
  const { body: timeline } = await ada.call('get', `/api/leads/${leadId}/timeline`).expect(200)
  expect(timeline).toContainEqual(expect.objectContaining({ kind: 'note', actorName: 'Ada', message: text }))
  await ada.call('post', `/api/leads/${leadId}/notes`).send({ text: ' ' }).expect(422)
  await ada.call('delete', `/api/leads/${leadId}/notes/${body.id}`).expect(204)
  expect((await ada.call('get', `/api/leads/${leadId}/notes`).expect(200)).body).toEqual([])
  await ada.call('delete', `/api/leads/${leadId}/notes/${body.id}`).expect(404)
})

it('what a lead said stays in the history, however much is noted after it', async () => {
  const leadId = await makeLead(manager, ada.id)
  await api.test.db.query(
    `with said as (insert into whatsapp_messages (id, lead_id, at, content, text)
       values ('wamid.early', $1, now() - interval '1 day', 'text', 'Bonjour'))
     insert into notes (lead_id, at, text) select $1, now(), 'n' || n from generate_series(1, 501) n`,
    [leadId],
  )
  const { body } = await ada.call('get', `/api/leads/${leadId}/timeline`).expect(200)
  expect(body.at(-1)).toMatchObject({ kind: 'received', message: 'Bonjour' })
  expect(body.filter(({ kind }: { kind: string }) => kind === 'note')).toHaveLength(500)
})

it('an instant written to the lead is a contact; moved back, it takes back what was written so and nothing else', async () => {
  const leadId = await makeLead(manager, ada.id)
  const put = (lastContactAt: string | null) =>
    ada.call('put', `/api/leads/${leadId}`).send({ lastContactAt }).expect(200)
  const [early, noted, late] = [ago(300), ago(200), ago(100)]
  await put(late)
  expect(await sourcesOf(leadId)).toEqual(['field'])
  await put(early)
  expect(await lastContactOf(leadId)).toBe(early)
  await note(ada, leadId, { kind: 'call', at: noted }).expect(201)
  expect(await lastContactOf(leadId)).toBe(noted)
  await put(early)
  expect(await lastContactOf(leadId)).toBe(noted)
  await put(null)
  expect(await lastContactOf(leadId)).toBe(noted)
  expect(await sourcesOf(leadId)).toEqual(['person'])
})

it('an import writes contacts, and a file that is older than what is known moves no lead back', async () => {
  const leadId = await makeLead(manager, ada.id)
  const { body: lead } = await manager.call('get', `/api/leads/${leadId}`).expect(200)
  const bring = (at: string) =>
    manager
      .call('post', '/api/leads/import')
      .set('Content-Type', 'text/csv')
      .send(`phone,lastContactAt\n${lead.phone},${at}`)
      .expect(200)
  // Files are read to the second.
  const [early, late] = [ago(3_000), ago(1_000)].map((at) => `${at.slice(0, 19)}.000Z`) as [string, string]
  await bring(late)
  expect(await sourcesOf(leadId)).toEqual(['import'])
  await bring(early)
  expect(await lastContactOf(leadId)).toBe(late)
})

it('an outcome of a relance is a contact, except that nobody answered; undone, it is none', async () => {
  const leadId = await makeLead(manager, ada.id)
  await api.runNow()
  const [relance] = await api.test.db.query<{ id: string }>('select id from relances where lead_id = $1', [leadId])
  const act = (what: string, body = {}) =>
    ada.call('post', `/api/relances/${relance?.id}/${what}`).send(body).expect(200)
  await act('sent')
  await act('outcome', { outcome: 'no_answer' })
  expect(await sourcesOf(leadId)).toEqual([])
  await act('outcome', { outcome: 'replied' })
  expect(await sourcesOf(leadId)).toEqual(['outcome'])
  const { body } = await ada.call('get', `/api/leads/${leadId}/contacts`).expect(200)
  expect((await takeBack(ada, leadId, body[0].id).expect(409)).body.code).toBe('contact_not_retractable')
  await act('undo')
  expect(await sourcesOf(leadId)).toEqual([])
  expect(await lastContactOf(leadId)).toBeNull()
})

describe('an outcome that takes the place of another leaves nothing of it', () => {
  const given = async (...outcomes: string[]) => {
    const leadId = await makeLead(manager, ada.id)
    await api.runNow()
    const [relance] = await api.test.db.query<{ id: string }>('select id from relances where lead_id = $1', [leadId])
    const act = (what: string, body = {}) =>
      ada.call('post', `/api/relances/${relance?.id}/${what}`).send(body).expect(200)
    await act('sent')
    for (const outcome of outcomes) await act('outcome', { outcome })
    return { leadId, act }
  }
  const places = (leadId: string) =>
    api.test.db.query('select state, reason, step, due_at from enrolments where lead_id = $1', [leadId])

  it('one contact, and the reason of the second', async () => {
    const { leadId, act } = await given('won', 'replied')
    expect(await sourcesOf(leadId)).toEqual(['outcome'])
    expect(await places(leadId)).toMatchObject([{ state: 'ended', reason: 'replied' }])
    await act('undo')
    expect(await sourcesOf(leadId)).toEqual(['outcome'])
    expect(await places(leadId)).toMatchObject([{ state: 'ended', reason: 'status_closed' }])
  })

  it.each(['replied', 'won', 'wrong_number', 'never_contact_again'])(
    '%s, corrected to no answer: the cadence goes on as if nothing else had been said',
    async (first) => {
      const { leadId } = await given('no_answer')
      const { leadId: corrected } = await given(first, 'no_answer')
      expect(await sourcesOf(corrected)).toEqual([])
      const { body } = await manager.call('get', `/api/leads/${corrected}`).expect(200)
      expect(body).toMatchObject({ status: 'new', optedOutAt: null, wrongNumberAt: null, lastContactAt: null })
      const [as] = await places(leadId)
      expect(await places(corrected)).toMatchObject([{ state: as?.state, reason: as?.reason, step: as?.step }])
    },
  )
})

describe('what an outcome ends says why', () => {
  const endOf = async (leadId: string) =>
    (await api.test.db.query<{ reason: string }>('select reason from enrolments where lead_id = $1', [leadId]))[0]
      ?.reason
  const given = async (outcome: string) => {
    const leadId = await makeLead(manager, ada.id)
    await api.runNow()
    const [relance] = await api.test.db.query<{ id: string }>('select id from relances where lead_id = $1', [leadId])
    await ada.call('post', `/api/relances/${relance?.id}/outcome`).send({ outcome }).expect(200)
    return leadId
  }

  it.each([
    ['replied', 'replied'],
    ['meeting', 'replied'],
    ['won', 'status_closed'],
    ['lost', 'status_closed'],
    ['wrong_number', 'wrong_number'],
    ['never_contact_again', 'opted_out'],
  ])('%s: %s', async (outcome, reason) => {
    const leadId = await given(outcome)
    expect(await endOf(leadId)).toBe(reason)
    const { body } = await ada.call('get', `/api/leads/${leadId}/explain`).expect(200)
    expect(body.rules[0]).toMatchObject({ verdict: 'end', reason })
  })

  it('lost, where the company has no such status: lost', async () => {
    const { body } = await api.admin.call('get', '/api/settings/company').expect(200)
    const leadStatuses = body.leadStatuses.filter(({ code }: { code: string }) => code !== 'lost')
    await api.test.db.query('update settings set lead_statuses = $1', [JSON.stringify(leadStatuses)])
    expect(await endOf(await given('lost'))).toBe('lost')
    await api.test.db.query('update settings set lead_statuses = $1', [JSON.stringify(body.leadStatuses)])
  })
})

it('of an erased lead neither notes nor words of contacts are left, and nothing more can be noted', async () => {
  const leadId = await makeLead(manager, ada.id)
  await note(ada, leadId, { kind: 'call', note: 'Un secret' }).expect(201)
  await ada.call('post', `/api/leads/${leadId}/notes`).send({ text: 'Un autre secret' }).expect(201)
  const { body: exported } = await manager.call('get', `/api/leads/${leadId}/export`).expect(200)
  expect(exported).toMatchObject({ contacts: [{ note: 'Un secret' }], notes: [{ text: 'Un autre secret' }] })
  await manager.call('post', `/api/leads/${leadId}/erase`).send({}).expect(200)
  const { body: after } = await manager.call('get', `/api/leads/${leadId}/export`).expect(200)
  expect(JSON.stringify(after)).not.toContain('secret')
  expect((await note(manager, leadId, { kind: 'call' }).expect(409)).body.code).toBe('erased')
})

it.each(['lastContactAt', 'submittedAt', 'optedOutAt', 'wrongNumberAt'])(
  'what has happened has happened: %s in the future is refused with field and reason, also of many leads',
  async (field) => {
    const leadId = await makeLead(manager, ada.id)
    const change = { [field]: new Date(Date.now() + 120_000).toISOString() }
    const refusal = expect.objectContaining({ field, code: 'in_future' })
    const phone = { phone: '+33639980009', firstName: 'Léo' }
    expect(
      (
        await manager
          .call('post', '/api/leads')
          .send({ ...phone, ...change })
          .expect(422)
      ).body.refusals,
    ).toEqual([refusal])
    expect((await manager.call('put', `/api/leads/${leadId}`).send(change).expect(422)).body.refusals).toEqual([
      refusal,
    ])
    const filter = JSON.stringify({ id: [leadId] })
    const { body } = await manager.call('put', '/api/leads').query({ filter }).send(change)
    expect(JSON.stringify(body)).toContain('in_future')
    expect(await lastContactOf(leadId)).toBeNull()
    // A clock that is a little ahead calls that now.
    const now = { [field]: new Date(Date.now() + 5_000).toISOString() }
    await manager.call('put', `/api/leads/${leadId}`).send(now).expect(200)
  },
)

it.each(['lastContactAt', 'submittedAt', 'optedOutAt', 'wrongNumberAt'])(
  'what nobody can have seen is a mistake: %s before 2000 is refused with field and value',
  async (field) => {
    const leadId = await makeLead(manager, ada.id)
    const change = { [field]: '1890-05-01T10:00:00.000Z' }
    const { body } = await manager.call('put', `/api/leads/${leadId}`).send(change).expect(422)
    expect(body.refusals).toEqual([expect.objectContaining({ field, code: 'date_implausible' })])
    expect(JSON.stringify(body)).toContain('1890-05-01T10:00:00.000Z')
  },
)

it.each(['lastContactAt', 'createdAt', 'submittedAt'])(
  'a date of a file that can hardly be is pointed out, and its line is kept: %s',
  async (field) => {
    for (const value of ['1990-05-01', '01/01/1970']) {
      const { body } = await manager
        .call('post', '/api/leads/import?dryRun=true')
        .set('Content-Type', 'text/csv')
        .send(`phone,${field}\n+33639980661,${value}\n`)
        .expect(200)
      const warning = { field, code: 'date_implausible', value }
      expect(body).toMatchObject({ created: 1, refused: 0, warnings: [expect.objectContaining(warning)] })
    }
  },
)

it.each(['lastContactAt', 'submittedAt'])('a line of a file whose %s is still to come is refused', async (field) => {
  const ahead = new Date(Date.now() + 3_600_000).toISOString()
  const { body } = await manager
    .call('post', '/api/leads/import')
    .set('Content-Type', 'text/csv')
    .send(`phone,${field}\n+33639980006,${ahead}\n`)
    .expect(200)
  expect(body).toMatchObject({ refused: 1, refusals: [{ line: 2, field, code: 'date_in_future', value: ahead }] })
})

it('a line of a file whose last contact or submission lies in the future is refused; an older contact moves nothing back', async () => {
  const send = (csv: string) =>
    manager.call('post', '/api/leads/import').set('Content-Type', 'text/csv').set('Accept-Language', 'fr').send(csv)
  const ahead = new Date(Date.now() + 3_600_000).toISOString()
  for (const field of ['lastContactAt', 'submittedAt']) {
    const { body } = await send(`phone,${field}\n+33639980008,${ahead}\n`).expect(200)
    const refusal = { line: 2, field, code: 'date_in_future', value: ahead, reason: 'date dans le futur' }
    expect(body).toMatchObject({ created: 0, refused: 1, refusals: [refusal] })
  }
  const latest = ago(60).replace(/\d\d\.\d+Z$/, '00.000Z')
  await send(`phone,lastContactAt\n+33639980007,${latest}\n`).expect(200)
  await send(`phone,lastContactAt\n+33639980007,${ago(5_000)}\n`).expect(200)
  const [lead] = await api.test.db.query<{ id: string }>(`select id from leads where phone = '+33639980007'`)
  expect(await lastContactOf(lead?.id ?? '')).toBe(latest)
})
