/** Our templates in WhatsApp's: what a mapping may be, what it would send, and which rules it lets go. */
import { SILENT_ACCOUNT } from './silent-account.ts'
import { makeLead, makeRule, type Person, startTestApi, type TestApi } from '../test-api.ts'

let api: TestApi
let manager: Person
let ruleId: string

beforeAll(async () => {
  api = await startTestApi(SILENT_ACCOUNT)
  manager = await api.join('manager', 'Mona')
  ruleId = await makeRule(manager)
  await makeLead(manager, null)
})
afterAll(() => api.stop())

/** An approved template of the account, with one numbered parameter. */
const CLOUD = {
  ...{ name: 'suivi', language: 'fr', category: 'MARKETING', status: 'APPROVED', parameterFormat: 'positional' },
  ...{ parameters: [{ place: 'body', name: null }], headerText: null, bodyText: 'Bonjour {{1}} !', footerText: null },
  ...{ buttons: ['Stop'], unsupported: [], reason: null },
}
const MAPPING = { name: 'suivi', language: 'fr', parameters: [{ value: '{{ lead.firstName }}' }] }
const templateId = async (): Promise<string> => (await manager.call('get', '/api/templates').expect(200)).body[0].id
const mapTo = (id: string, whatsapp: object | null) => manager.call('put', `/api/templates/${id}`).send({ whatsapp })

it('a template of ours is mapped to an approved one, and each parameter that does not fit is refused at its place', async () => {
  await api.test.db.query(
    `insert into whatsapp_templates (name, language, category, status, template) values ('suivi', 'fr', 'MARKETING', 'APPROVED', $1)`,
    [JSON.stringify(CLOUD)],
  )
  const listed = await manager.call('get', '/api/whatsapp/templates')
  expect(listed.body).toMatchObject([{ id: 'suivi:fr', status: 'APPROVED' }])
  const id = await templateId()
  expect((await manager.call('get', `/api/templates/${id}`)).body.whatsapp).toBeNull()
  const refused = async (change: object) => (await mapTo(id, { ...MAPPING, ...change }).expect(422)).body.refusals
  const one = MAPPING.parameters[0]
  expect(await refused({ name: 'autre' })).toEqual([{ field: 'whatsapp.name', code: 'whatsapp_template_missing' }])
  const count = [{ field: 'whatsapp.parameters', code: 'whatsapp_parameters_count' }]
  expect(await refused({ parameters: [] })).toEqual(count)
  expect(await refused({ parameters: [one, one] })).toEqual(count)
  expect(await refused({ parameters: [{ name: 'prenom', ...one }] })).toEqual([
    { field: 'whatsapp.parameters', code: 'whatsapp_parameters_positional' },
  ])
  expect(await refused({ parameters: [{ value: ' ' }] })).toEqual([
    { field: 'whatsapp.parameters.0.value', code: 'template_empty' },
  ])
  expect(await refused({ parameters: [{ value: '{{ lead.nothing }}' }] })).toEqual([
    { field: 'whatsapp.parameters.0.value', code: 'template_unknown_variable' },
  ])
  await api.test.db.query(`update whatsapp_templates set template = template || '{"unsupported": ["IMAGE"]}'`)
  expect(await refused({})).toEqual([{ field: 'whatsapp.name', code: 'whatsapp_template_unsupported' }])
  await api.test.db.query(
    `update whatsapp_templates set template = template || '{"unsupported": []}', category = 'AUTHENTICATION'`,
  )
  expect(await refused({})).toEqual([{ field: 'whatsapp.name', code: 'whatsapp_template_unsupported' }])
  expect((await manager.call('get', '/api/whatsapp/templates')).body).toMatchObject([
    { unsupported: ['AUTHENTICATION'] },
  ])
  await api.test.db.query(`update whatsapp_templates set category = 'MARKETING'`)
  expect((await mapTo(id, MAPPING).expect(200)).body.whatsapp).toEqual(MAPPING)
  expect((await manager.call('get', `/api/templates/${id}`)).body.whatsapp).toEqual(MAPPING)
})

it('the preview says what WhatsApp would send, or at which place it would refuse', async () => {
  const body = 'Bonjour {{ lead.firstName }}'
  const preview = async (whatsapp: object | null) =>
    (await manager.call('post', '/api/templates/preview').send({ body, whatsapp }).expect(200)).body.whatsapp
  expect(await preview(null)).toBeNull()
  expect(await preview(MAPPING)).toEqual({
    text: 'Bonjour Camille !',
    buttons: ['Stop'],
    isSendable: true,
    refusals: [],
  })
  const unfilled = await preview({ ...MAPPING, parameters: [{ value: '' }] })
  expect(unfilled).toMatchObject({ text: 'Bonjour {{1}} !', isSendable: false })
  expect(unfilled.refusals).toMatchObject([{ field: 'whatsapp.parameters.0.value', code: 'whatsapp_parameter_empty' }])
  const blank = await preview({ ...MAPPING, parameters: [{ value: '{{ lead.custom.city }}' }] })
  expect(blank).toMatchObject({ isSendable: false, refusals: [{ code: 'whatsapp_parameter_empty' }] })
  const long = await preview({ ...MAPPING, parameters: [{ value: 'é'.repeat(1_100) }] })
  expect(long).toMatchObject({ isSendable: false, refusals: [{ code: 'whatsapp_text_too_long' }] })
  const gone = await preview({ ...MAPPING, name: 'autre' })
  expect(gone).toMatchObject({ text: null, isSendable: false, refusals: [{ code: 'whatsapp_template_missing' }] })
})

it('before a rule is saved: who would not be delivered to, and what may arrive after the rule has given up', async () => {
  const { frequencyId, templateIds } = (await manager.call('get', `/api/rules/${ruleId}`).expect(200)).body
  await api.test.db.query(`insert into leads (first_name, phone) values ('Abby', '+12015550123')`)
  const audience = { combinator: 'and', rules: [{ field: 'firstName', operator: '=', value: 'Abby' }] }
  const draft = { name: 'Essai', audience, frequencyId, templateIds, channel: 'whatsapp', expiryDays: 2 }
  const preflight = async () => (await manager.call('post', '/api/rules/preflight').send(draft).expect(200)).body
  const marketing = await preflight()
  expect(marketing.findings).toMatchObject([{ kind: 'not_delivered', leads: 1, sample: [{ name: 'Abby', step: 1 }] }])
  expect(marketing.warnings.map(({ kind }: { kind: string }) => kind)).toEqual(['repeated_text', 'late_delivery'])
  expect(marketing.warnings[1]).toMatchObject({
    steps: [1],
    sentence: { fr: expect.stringMatching(/30 jours.*2 jours/) },
  })
  await api.test.db.query(
    `update whatsapp_templates set category = 'UTILITY', template = template || '{"ttlSeconds": 43200}'`,
  )
  expect(await preflight()).toMatchObject({ isClear: true, findings: [], warnings: [{ kind: 'repeated_text' }] })
  await api.test.db.query(`update whatsapp_templates set category = 'MARKETING', template = template - 'ttlSeconds'`)
  await api.test.db.query(`update leads set opted_out_at = now() where first_name = 'Abby'`)
})

it('versions keep the mapping, so that a saved state can be put in force again', async () => {
  const id = await templateId()
  expect((await mapTo(id, null).expect(200)).body.whatsapp).toBeNull()
  const [current, before] = (await manager.call('get', `/api/templates/${id}/versions`).expect(200)).body
  expect(current.snapshot.whatsapp).toBeNull()
  expect(before.snapshot.whatsapp).toEqual(MAPPING)
  const { name, locale, body, whatsapp } = before.snapshot
  const restored = await manager.call('put', `/api/templates/${id}`).send({ name, locale, body, whatsapp }).expect(200)
  expect(restored.body.whatsapp).toEqual(MAPPING)
})

it('a rule that sends is refused at the step whose template would not pass, and asks about what only waits', async () => {
  const id = await templateId()
  const saved = (fields: object) => manager.call('put', `/api/rules/${ruleId}`).send({ goAnyway: true, ...fields })
  const send = () => saved({ channel: 'whatsapp' })
  const rest = () => saved({ channel: 'closer' }).expect(200)
  const change = (patch: object) =>
    api.test.db.query('update whatsapp_templates set template = template || $1::jsonb', [JSON.stringify(patch)])
  const fallBack = (fallsBack: boolean) =>
    api.admin.call('put', '/api/settings/whatsapp').send({ fallsBack }).expect(200)
  await fallBack(true)
  await change({ parameters: [...CLOUD.parameters, ...CLOUD.parameters], bodyText: '{{1}}, {{2}}' })
  const refused = await send().expect(422)
  expect(refused.body.refusals).toEqual([{ field: 'templateIds.0', code: 'whatsapp_parameters_count' }])
  expect(refused.body.errors.templateIds[0]).toMatch(/Paramètres attendus/)
  await change(CLOUD)
  await send().expect(200)
  await rest()

  await mapTo(id, null).expect(200)
  await send().expect(200)
  await rest()
  await fallBack(false)
  const without = await send().expect(422)
  expect(without.body.refusals).toEqual([{ field: 'templateIds.0', code: 'templates_unapproved' }])
  await mapTo(id, MAPPING).expect(200)
  await api.test.db.query(`update whatsapp_templates set status = 'PAUSED'`)
  const paused = await send().expect(422)
  expect(paused.body.refusals).toEqual([{ field: 'templateIds.0', code: 'whatsapp_template_not_approved' }])
  await api.test.db.query(`update whatsapp_templates set status = 'APPROVED'`)
  await send().expect(200)
  await rest()

  await mapTo(id, { ...MAPPING, parameters: [{ value: '{{ lead.company }}' }] }).expect(200)
  const empty = await saved({ channel: 'whatsapp', goAnyway: false }).expect(422)
  expect(empty.body.preflight.findings).toMatchObject([{ kind: 'empty_variable', variables: ['lead.company'] }])
})
