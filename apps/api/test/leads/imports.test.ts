/** Imports over HTTP: questions and their answers, words for refusals, the list of imports, and taking one back. */
import { emptyTables } from '@relance/testing'
import { dropUndoValues } from '@relance/trigger'
import { applyRetention } from '../../src/personal-data/retention.ts'
import { startTestApi, type Person, type TestApi } from '../test-api.ts'

let api: TestApi
let manager: Person
let closer: Person
const NOW = Date.parse('2026-03-02T09:00:00Z')
let now = NOW
beforeAll(async () => {
  api = await startTestApi({}, () => now)
  manager = await api.join('manager', 'Max')
  closer = await api.join('closer', 'Ada')
}, 120_000)
afterAll(() => api.stop())
beforeEach(async () => {
  now = NOW
  await emptyTables(api.test.db, ['leads', 'lead_changes', 'imports', 'import_rows', 'import_answers'])
})

const send = (csv: string, query: object = {}, language = 'fr') =>
  manager
    .call('post', '/api/leads/import')
    .query({ fileName: 'salon.csv', ...query })
    .set('Content-Type', 'text/csv')
    .set('Accept-Language', language)
    .send(csv)
const leads = () =>
  api.test.db.query<{ phone: string; status: string; company: string; closerId: string | null }>(
    'select phone, status, company, closer_id as "closerId" from leads where erased_at is null order by phone',
  )

const UNKNOWN = `Nom complet;Téléphone;Statut;Commercial
Zoé Martin;06 39 98 00 11;Open;Lemaire Ada
Léo Petit;06 39 98 00 12;Junk;ada@demo.invalid
Ana Roux;06 39 98 00 13;nouveau;
`

it('words nobody knows are asked about, answered once, and remembered for the source', async () => {
  const asked = (await send(UNKNOWN, { source: 'Salon' }).expect(200)).body
  expect(asked).toMatchObject({ lines: 3, created: 1, refused: 2 })
  expect(asked.questions).toMatchObject([
    { kind: 'status', value: 'Open', count: 1, firstLine: 2, proposed: 'new' },
    { kind: 'closer', value: 'Lemaire Ada', firstLine: 2, proposed: null },
    { kind: 'status', value: 'Junk', firstLine: 3, proposed: 'lost' },
  ])
  expect(asked.refusals[0]).toMatchObject({
    line: 2,
    name: 'Zoé Martin',
    field: 'status',
    code: 'needs_mapping',
    value: 'Open',
    reason: 'mot inconnu',
    remedy: expect.stringContaining('question'),
  })
  const answers = JSON.stringify({
    status: { open: 'contacted', Junk: null },
    closer: { 'Lemaire Ada': 'ada@demo.invalid' },
  })
  const answered = (await send(UNKNOWN, { source: 'Salon', answers }).expect(200)).body
  expect(answered).toMatchObject({ created: 2, unchanged: 1, refused: 0, questions: [] })
  expect(await leads()).toMatchObject([
    { status: 'contacted', closerId: closer.id },
    { status: 'new', closerId: closer.id },
    { status: 'new', closerId: null },
  ])
  const again = (await send(UNKNOWN.replace(/06 39 98 00/g, '06 39 98 01'), { source: 'Salon' }).expect(200)).body
  expect(again).toMatchObject({ created: 3, refused: 0, questions: [] })
  expect((await send(UNKNOWN, { source: 'Ailleurs', dryRun: true }).expect(200)).body.questions).toHaveLength(3)
})

it('an answer that means nothing asks again, and answers of another shape are refused', async () => {
  const wrong = await send(UNKNOWN, { dryRun: true, answers: JSON.stringify({ status: { Open: 'perplexe' } }) }).expect(
    200,
  )
  expect(wrong.body.questions).toContainEqual(expect.objectContaining({ kind: 'status', value: 'Open' }))
  for (const answers of ['{', '[]', '{"mood":{}}', '{"swallowedLines":{"2-5":"perhaps"}}'])
    expect((await send(UNKNOWN, { answers }).expect(400)).body.code).toBe('invalid_query')
})

it('swallowed lines are refused, asked about, and taken when the answer says so', async () => {
  const csv = 'Téléphone;Société\n0639980011;"Le Fournil\n0639980012;Atelier\n0639980013;Les "Halles"\n'
  const asked = (await send(csv).expect(200)).body
  expect(asked).toMatchObject({ created: 0, refused: 3, questions: [{ kind: 'swallowedLines', value: '2-4' }] })
  expect(asked.refusals[0]).toMatchObject({ line: 2, code: 'swallowed_lines', cells: ['0639980011', 'Le Fournil'] })
  const answers = JSON.stringify({ swallowedLines: { '2-4': 'lines' } })
  expect((await send(csv, { answers }).expect(200)).body).toMatchObject({ created: 3, refused: 0 })
})

it('says in the language asked for why a line is refused, and what would mend it', async () => {
  const english = (await send('phone\n6.12E+08\n', {}, 'en').expect(200)).body
  expect(english.refusals).toMatchObject([
    { line: 2, code: 'phone_digits_lost', value: '6.12E+08', reason: 'the spreadsheet has lost digits' },
  ])
  expect((await send('phone\n6.12E+08\n').expect(200)).body.refusals[0].reason).toBe('le tableur a effacé des chiffres')
})

it('an import is listed, named in the history of its leads with its line, and taken back', async () => {
  await send('Téléphone;Société\n0639980011;Atelier\n').expect(200)
  const second = (await send('Téléphone;Société;Ville\n0639980011;Cèdre;Lyon\n0639980012;Noria;\n').expect(200)).body
  const list = await manager.call('get', '/api/imports').expect(200)
  expect(list.headers['content-range']).toBe('imports 0-1/2')
  expect(list.body).toMatchObject([
    { state: 'finished', lastLine: expect.any(Number) },
    { state: 'finished', lastLine: expect.any(Number) },
  ])
  expect(list.body.map((one: { created: number; updated: number }) => [one.created, one.updated])).toEqual(
    expect.arrayContaining([
      [1, 0],
      [1, 1],
    ]),
  )
  const [lead] = await api.test.db.query<{ id: string }>(`select id from leads where phone = '+33639980011'`)
  const timeline = (await manager.call('get', `/api/leads/${lead?.id}/timeline`).expect(200)).body
  expect(timeline).toContainEqual(
    expect.objectContaining({ kind: 'imported', action: 'updated', details: 'salon.csv:2', message: '0639980011' }),
  )
  await closer.call('post', `/api/imports/${second.importId}/undo`).expect(403)
  const undone = (await manager.call('post', `/api/imports/${second.importId}/undo`).expect(200)).body
  expect(undone).toEqual({ removed: 1, restored: 1, kept: [], keptLeftOut: 0 })
  expect(await leads()).toMatchObject([{ phone: '+33639980011', company: 'Atelier' }])
  expect(await api.test.db.query('select custom from leads')).toEqual([{ custom: {} }])
  expect((await manager.call('post', `/api/imports/${second.importId}/undo`).expect(409)).body.code).toBe(
    'import_undone',
  )
  expect((await manager.call('get', '/api/audit-events/verify').expect(200)).body).toMatchObject({ isIntact: true })
})

it('what was contacted or edited since an import stays, and is listed', async () => {
  await send('Téléphone;Société;Prénom\n0639980011;Atelier;Zoé\n').expect(200)
  now += 1_000
  const { importId } = (
    await send('Téléphone;Société;Prénom\n0639980011;Cèdre;Zoë\n0639980012;Noria;Léo\n0639980013;Roux;Ana\n').expect(
      200,
    )
  ).body
  const rows = await api.test.db.query<{ id: string; phone: string }>('select id, phone from leads order by phone')
  now += 60_000
  await manager.call('put', `/api/leads/${rows[0]?.id}`).send({ company: 'Édité' }).expect(200)
  await manager
    .call('put', `/api/leads/${rows[1]?.id}`)
    .send({ lastContactAt: new Date(now).toISOString() })
    .expect(200)
  const undone = (await manager.call('post', `/api/imports/${importId}/undo`).expect(200)).body
  expect(undone).toMatchObject({
    removed: 1,
    restored: 1,
    kept: expect.arrayContaining([
      { leadId: rows[0]?.id, name: 'Zoë', reason: 'edited' },
      { leadId: rows[1]?.id, name: 'Léo', reason: 'contacted' },
    ]),
  })
  expect(await api.test.db.query('select first_name, company from leads order by phone')).toEqual([
    { first_name: 'Zoé', company: 'Édité' },
    { first_name: 'Léo', company: 'Noria' },
  ])
})

it('after 24 hours an import stays', async () => {
  const { importId } = (await send('Téléphone\n0639980011\n').expect(200)).body
  now += 24 * 3_600_000 + 1
  const later = await api.signIn('max@demo.invalid')
  expect((await later.call('post', `/api/imports/${importId}/undo`).expect(409)).body.code).toBe('import_too_old')
  expect((await later.call('get', `/api/imports/${importId}`).expect(200)).body.undoableUntil).toBeNull()
})

it('opt-outs, time zones, languages, ids and instants come along, and an erasure takes them all', async () => {
  await send(
    'Téléphone;Désinscrit;Fuseau horaire;Langue;Identifiant;Date de soumission;Date de création\n0639980011;oui;Indian/Reunion;anglais;42;2026-02-01T10:00:00Z;2026-01-05\n',
    { source: 'Salon' },
  ).expect(200)
  const [lead] = (await manager.call('get', '/api/leads').expect(200)).body
  expect(lead).toMatchObject({
    optedOutAt: '2026-03-02T09:00:00.000Z',
    timeZone: 'Indian/Reunion',
    locale: 'en',
    source: 'Salon',
    externalIds: { Salon: '42' },
    submittedAt: '2026-02-01T10:00:00.000Z',
    createdAt: '2026-01-04T23:00:00.000Z',
  })
  await send('Téléphone;Désinscrit\n0639980011;non\n').expect(200)
  expect((await manager.call('get', `/api/leads/${lead.id}`).expect(200)).body.optedOutAt).not.toBeNull()
  await manager.call('post', `/api/leads/${lead.id}/erase`).expect(200)
  expect(await api.test.db.query('select from import_rows')).toEqual([])
  expect(await api.test.db.query('select external_ids from leads')).toEqual([{ external_ids: {} }])
})

it('the file to mend holds every refused line, in the columns of the file and the language asked for', async () => {
  const bad = Array.from({ length: 1_100 }, (_, n) => `Lead ${n};12;=1+1`).join('\n')
  const csv = `Nom;Téléphone;Note\nZoé;0639980011;x\n${bad}\n`
  const { text, headers } = await send(csv, { dryRun: true }).set('Accept', 'text/csv').expect(200)
  expect(headers['content-type']).toContain('text/csv')
  const lines = text.trimEnd().split('\r\n')
  expect(lines).toHaveLength(1_101)
  expect(lines[0]).toBe('\uFEFFNom;Téléphone;Note;Relance : ligne;Relance : motif;Relance : à corriger')
  expect(lines[1]).toMatch(/^Lead 0;12;'=1\+1;3;.+ : 12;/)
  await send('Téléphone\n0639980011\n', { dryRun: true }).set('Accept', 'text/csv').expect(204)
  const mended = text.replaceAll(';12;', ';06 39 98 00 12;')
  expect((await send(mended).expect(200)).body).toMatchObject({ refused: 0, created: 1 })
  expect(await api.test.db.query('select custom from leads')).toEqual([{ custom: { Note: '=1+1' } }])
})

it('the file to mend is in the reader’s language to the last punctuation mark', async () => {
  const csv = 'Phone,Status\n12,perplexed\n'
  const { text } = await send(csv, { dryRun: true }, 'en').set('Accept', 'text/csv').expect(200)
  const [, line = ''] = text.split('\r\n')
  expect(line).toBe(
    '12,perplexed,2,"this number does not exist: 12; unknown word: perplexed",' +
      '"Check the number of digits; abroad, write + and the country code. Answer the question about this word, then import again."',
  )
})

it('a file without phones is refused in whole words, whether or not it has a header', async () => {
  const detailOf = async (csv: string, language: string) => (await send(csv, {}, language).expect(422)).body.errors.file
  expect(await detailOf('zoe@exemple.fr;Zoé\nleo@exemple.fr;Léo\n', 'fr')).toBe(
    'aucune colonne ne contient de téléphones ; ses colonnes : A, B.',
  )
  expect(await detailOf('Prénom;Nom\nZoé;Martin\n', 'fr')).toBe(
    'aucune colonne ne contient de téléphones (en-tête à la ligne 1) ; ses colonnes : Prénom, Nom.',
  )
  expect(await detailOf('Prénom;Nom\nZoé;Martin\n', 'en')).toBe(
    'no column holds phones (header on line 1); its columns: Prénom, Nom.',
  )
})

it('an opt-out nobody can read is asked about, like a country or a time zone with its near matches', async () => {
  const csv = `Téléphone;Pays;Fuseau horaire;Désinscrit
0639980011;Belgqiue;Paris;à voir
0639980012;France;UTC+1;Ne veut plus rien
`
  const { questions } = (await send(csv, { source: 'Salon', dryRun: true }).expect(200)).body
  expect(questions).toMatchObject([
    { kind: 'country', value: 'Belgqiue', proposed: 'BE' },
    { kind: 'optedOut', value: 'à voir', firstLine: 2, proposed: null, choices: ['yes', 'no'] },
    { kind: 'timeZone', value: 'Paris', proposed: 'Europe/Paris' },
    { kind: 'optedOut', value: 'Ne veut plus rien', firstLine: 3, proposed: 'yes' },
    { kind: 'timeZone', value: 'UTC+1', proposed: 'Europe/Paris' },
  ])
  const answers = JSON.stringify({
    country: { Belgqiue: 'FR' },
    timeZone: { Paris: 'Europe/Paris', 'UTC+1': null },
    optedOut: { 'à voir': 'no', 'Ne veut plus rien': 'yes' },
  })
  expect((await send(csv, { source: 'Salon', answers }).expect(200)).body).toMatchObject({ created: 2, questions: [] })
  expect(
    await api.test.db.query('select opted_out_at is not null as out, time_zone as zone from leads order by phone'),
  ).toEqual([
    { out: false, zone: 'Europe/Paris' },
    { out: true, zone: null },
  ])
  expect((await send(csv, { source: 'Salon' }).expect(200)).body).toMatchObject({ unchanged: 2, questions: [] })
})

it('a form takes as many columns and answers as a file has, beside the file', async () => {
  const names = Array.from({ length: 600 }, (_, n) => `Propriété du contact numéro ${n}`)
  const csv = `Mobile;${names.join(';')}\n0639980011;${names.map((_, n) => (n < 50 ? 'x' : '')).join(';')}\n`
  const mapping = JSON.stringify(['phone', ...names.map((_, n) => `custom.propriete_du_contact_numero_${n}`)])
  const form = () =>
    manager.call('post', '/api/leads/import').field('mapping', mapping).attach('file', Buffer.from(csv), 'hubspot.csv')
  expect((await form().field('dryRun', 'true').expect(200)).body).toMatchObject({ dryRun: true, created: 1 })
  expect((await form().expect(200)).body).toMatchObject({ created: 1, refused: 0 })
  expect((await manager.call('get', '/api/imports').expect(200)).body).toMatchObject([{ fileName: 'hubspot.csv' }])
  expect((await form().field('mood', 'good').expect(400)).body.code).toBe('invalid_query')
  expect((await manager.call('post', '/api/leads/import').field('dryRun', 'true').expect(400)).body.code).toBe(
    'body_missing',
  )
})

it('answers may come as a file beside the leads, before or after them', async () => {
  const answers = Buffer.from(JSON.stringify({ status: { Open: 'new', Junk: 'lost' } }))
  const leadsFile = Buffer.from(UNKNOWN)
  const form = () => manager.call('post', '/api/leads/import').field('dryRun', 'true')
  const after = form().attach('file', leadsFile, 'leads.csv').attach('answers', answers, 'answers.json')
  const before = form().attach('answers', answers, 'answers.json').attach('file', leadsFile, 'leads.csv')
  // The closer of one line is still asked about.
  for (const sent of [after, before]) expect((await sent.expect(200)).body).toMatchObject({ lines: 3, refused: 1 })
})

it('the audit log names the file and the line of what an import changed', async () => {
  const { importId } = (await send('Téléphone;Société\n0639980011;Atelier\n\n0639980012;Cèdre\n').expect(200)).body
  const [lead] = await api.test.db.query<{ id: string }>(`select id from leads where phone = '+33639980012'`)
  const filter = encodeURIComponent(JSON.stringify({ recordId: lead?.id, resource: 'leads' }))
  const [event] = (await api.admin.call('get', `/api/audit-events?filter=${filter}`).expect(200)).body
  expect(event).toMatchObject({ action: 'created', details: { import: importId, file: 'salon.csv', lines: '2-4' } })
  expect(event.changes).toContainEqual(expect.objectContaining({ recordId: lead?.id, line: 4 }))
  expect((await api.admin.call('get', '/api/audit-events/verify').expect(200)).body).toMatchObject({ isIntact: true })
})

it('a column of opt-outs in the wrong place is taken back with its import', async () => {
  await send('Téléphone\n0639980012\n').expect(200)
  now += 1_000
  const wrong = 'Téléphone;Désinscrit\n0639980011;oui\n0639980012;oui\n'
  const { importId } = (await send(wrong).expect(200)).body
  expect(await api.test.db.query('select from opt_outs')).toHaveLength(2)
  await manager.call('post', `/api/imports/${importId}/undo`).expect(200)
  expect(await api.test.db.query('select from opt_outs')).toEqual([])
  await send('Téléphone\n0639980011\n').expect(200)
  expect(await api.test.db.query('select from leads where opted_out_at is not null')).toEqual([])
})

it('a lead that a later import has brought something to stays when the first is taken back', async () => {
  const first = (await send('Téléphone;Société\n0639980011;Atelier\n').expect(200)).body
  now += 1_000
  await send('Téléphone;Prénom\n0639980011;Zoé\n').expect(200)
  const undone = (await manager.call('post', `/api/imports/${first.importId}/undo`).expect(200)).body
  expect(undone).toMatchObject({ removed: 0, kept: [{ name: 'Zoé', reason: 'edited' }] })
})

it('a phone that an import has changed comes back, unless somebody else has it by now', async () => {
  const csv = (phone: string) => `Identifiant;Prénom;Nom;Téléphone\n7;Zoé;Martin;${phone}\n`
  await send(csv('0639980011'), { source: 'Salon' }).expect(200)
  now += 1_000
  const moved = (await send(csv('0639980012'), { source: 'Salon' }).expect(200)).body
  expect((await manager.call('post', `/api/imports/${moved.importId}/undo`).expect(200)).body.restored).toBe(1)
  expect(await leads()).toMatchObject([{ phone: '+33639980011' }])
  now += 1_000
  const again = (await send(csv('0639980013'), { source: 'Salon' }).expect(200)).body
  await manager.call('post', '/api/leads').send({ firstName: 'Léo', phone: '+33639980011' }).expect(201)
  await manager.call('post', `/api/imports/${again.importId}/undo`).expect(200)
  expect(await leads()).toMatchObject([{ phone: '+33639980011' }, { phone: '+33639980013' }])
})

it('no table keeps anything of a lead that went with its import', async () => {
  const { importId } = (await send('Téléphone;Prénom;Désinscrit\n0639980011;Zoé;oui\n').expect(200)).body
  const [lead] = await api.test.db.query<{ id: string }>('select id from leads')
  await manager.call('post', `/api/imports/${importId}/undo`).expect(200)
  const tables = await api.test.db.query<{ name: string }>(
    `select table_name as name from information_schema.columns join information_schema.tables using (table_schema, table_name)
      where column_name = 'lead_id' and table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  expect(tables.length).toBeGreaterThan(5)
  for (const { name } of tables)
    expect({ name, rows: await api.test.db.query(`select 1 from ${name} where lead_id = $1`, [lead?.id]) }).toEqual({
      name,
      rows: [],
    })
})

it('an import is taken back while its leads are about to be settled: neither waits for the other', async () => {
  const { importId } = (await send('téléphone\n06 39 98 00 11').expect(200)).body
  await api.test.db.query('insert into lead_changes (lead_id) select id from leads')
  await api.test.db.transaction(async (tx) => {
    await tx.query('select from lead_changes for update')
    await manager.call('post', `/api/imports/${importId}/undo`).expect(200)
  })
  expect(await leads()).toEqual([])
})

it('what only an undo needs is dropped when it is too late for one, and the line stays known', async () => {
  await send('Téléphone;Société\n0639980011;Atelier\n').expect(200)
  now += 1_000
  await send('Téléphone;Société\n0639980011;Cèdre\n').expect(200)
  const values = () => api.test.db.query('select before, after, line from import_rows where before is not null')
  const dropAt = async (at: number): Promise<void> => {
    while (await dropUndoValues(api.test.db, at, () => true));
  }
  await dropAt(now + 23 * 3_600_000)
  expect(await values()).toHaveLength(1)
  await dropAt(now + 24 * 3_600_000 + 1)
  expect(await values()).toEqual([])
  expect(await api.test.db.query('select from import_rows where line = 2')).toHaveLength(2)
})

it('answers go with the person they name, and with the retention that leads have', async () => {
  const answers = JSON.stringify({ status: { 'Martin Zoé': 'won', Open: 'contacted', '06 39 98 00 11': null } })
  await send('Téléphone;Prénom;Nom\n0639980011;Zoé;Martin\n', { source: 'Salon', answers }).expect(200)
  const words = async () => {
    const rows = await api.test.db.query<{ word: string }>('select word from import_answers order by word')
    return rows.map(({ word }) => word)
  }
  expect(await words()).toHaveLength(3)
  const [lead] = await api.test.db.query<{ id: string }>('select id from leads')
  await manager.call('post', `/api/leads/${lead?.id}/erase`).expect(200)
  expect(await words()).toEqual(['Open'])
  await applyRetention(api.test.db, now + 35 * 30 * 86_400_000)
  expect(await words()).toEqual(['Open'])
  await applyRetention(api.test.db, now + 38 * 30 * 86_400_000)
  expect(await words()).toEqual([])
  expect(await api.test.db.query('select from imports')).toEqual([])
  expect(await api.test.db.query('select from import_rows')).toEqual([])
})

it.each(['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'application/octet-stream'])(
  'a workbook reaches the import as %s, and what cannot be read is refused as a file',
  async (type) => {
    for (const path of ['/api/leads/import', '/api/leads/import/columns']) {
      const answer = await manager.call('post', path).set('Content-Type', type).send(Buffer.from('PK\x03\x04 broken'))
      expect(answer.body).toMatchObject({ code: 'invalid_file', errors: { file: expect.stringContaining('xlsx') } })
    }
    const list = Buffer.from('T\0é\0l\0\n\x000\0', 'latin1')
    await manager.call('post', '/api/rules').set('Content-Type', type).send(list).expect(415)
  },
)

it('a file that is too large is refused before it is sent, with the limit and what to do', async () => {
  const answer = await manager
    .call('post', '/api/leads/import')
    .set('Content-Type', 'text/csv')
    .set('Content-Length', '2000000000')
    .set('Accept-Language', 'fr')
    .send('phone\n')
  expect(answer).toMatchObject({ status: 413, body: { code: 'file_too_large' } })
  expect(answer.body.detail).toMatch(/1000 Mo.*plusieurs fichiers.*relance -- import/)
})
