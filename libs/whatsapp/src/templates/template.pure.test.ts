import { listTemplates } from './list-templates.ts'
import { readTemplate } from './read-template.pure.ts'
import { checkMapping, checkValues, type CloudTemplate, templateText } from './template.pure.ts'

const read = (components: unknown[], more: object = {}): CloudTemplate => {
  const template = readTemplate({
    id: '9007199254740993001',
    name: 'relance_1',
    language: 'fr',
    category: 'MARKETING',
    status: 'APPROVED',
    components,
    ...more,
  })
  if (!template) throw new Error('not read')
  return template
}
const positional = read([
  { type: 'HEADER', format: 'TEXT', text: 'Votre essai {{1}}' },
  { type: 'BODY', text: 'Bonjour {{1}}, on se parle {{2}} ? À vous, {{1}}.' },
  { type: 'FOOTER', text: 'Éclair' },
  {
    type: 'BUTTONS',
    buttons: [
      { type: 'QUICK_REPLY', text: 'Stop promotions' },
      { type: 'URL', text: 'Voir', url: 'https://eclair.invalid/{{1}}' },
    ],
  },
])
const named = read([{ type: 'BODY', text: 'Bonjour {{prenom}}, {{jour}} ?' }], { parameter_format: 'NAMED' })
const codes = (template: CloudTemplate | null, ...parameters: Parameters<typeof checkValues>[1]) =>
  checkMapping(template, { name: 'relance_1', language: 'fr', parameters }).map(({ code }) => code)

it('a template is read with its parameters in the order they are filled', () => {
  expect(positional.parameters).toEqual([
    { place: 'header', name: null },
    { place: 'body', name: null },
    { place: 'body', name: null },
    { place: 'button_1', name: null },
  ])
  expect(named).toMatchObject({
    parameterFormat: 'named',
    parameters: [
      { place: 'body', name: 'prenom' },
      { place: 'body', name: 'jour' },
    ],
  })
  expect(readTemplate({ name: 'x' })).toBeNull()
  expect(readTemplate(null)).toBeNull()
  expect(read([], { status: 'REJECTED', rejected_reason: 'INVALID_FORMAT' }).reason).toBe('INVALID_FORMAT')
  expect(read([], { rejected_reason: 'NONE' }).reason).toBeNull()
  expect(read([], { message_send_ttl_seconds: 43_200 }).ttlSeconds).toBe(43_200)
  expect(read([], { message_send_ttl_seconds: -1 }).ttlSeconds).toBeNull()
  expect(read([{ type: 'HEADER', format: 'IMAGE' }, { type: 'CAROUSEL' }]).unsupported).toEqual(['IMAGE', 'CAROUSEL'])
})

it('a list with an entry of any shape is taken over: once per name and language, in texts that a database keeps', async () => {
  const entry = (more: object) => ({ name: 'suivi', language: 'fr', category: 'MARKETING', components: [], ...more })
  const data = [
    ...[
      null,
      7,
      {},
      { name: 'x' },
      { name: [], language: {} },
      entry({ components: [null, { type: 'BODY', text: 7 }] }),
    ],
    entry({ status: 'APPROVED', components: [{ type: 'BODY', text: 'Bonjour \ud83d {{1}}\0' }] }),
    entry({ status: 'PENDING' }),
    entry({ name: 'autre', status: 'PENDING', rejected_reason: '\udc4d' }),
  ]
  const fetch = async () => new Response(JSON.stringify({ data }))
  const cloud = { url: 'https://graph.invalid', version: 'v24.0', token: 't', timeoutMs: 1_000, fetch }
  const list = await listTemplates({ ...cloud, businessAccountId: '1' })
  if (!list.ok) throw new Error(list.error.details)
  expect(list.templates.map(({ name, status, bodyText, reason }) => [name, status, bodyText, reason])).toEqual([
    ['suivi', 'APPROVED', 'Bonjour \ufffd {{1}}\ufffd', null],
    ['autre', 'PENDING', '', '\ufffd'],
  ])
})

it('the message as the person reads it', () => {
  const values = [
    { place: 'header', value: 'gratuit' },
    { value: 'Zoé' },
    { value: 'jeudi\n' },
    { place: 'button_1', value: 'x' },
  ] as const
  expect(templateText(positional, values)).toBe(
    'Votre essai gratuit\n\nBonjour Zoé, on se parle jeudi ? À vous, Zoé.\n\nÉclair',
  )
  expect(
    templateText(named, [
      { name: 'jour', value: 'jeudi' },
      { name: 'prenom', value: 'Zoé' },
    ]),
  ).toBe('Bonjour Zoé, jeudi ?')
})

it('a mapping that fits has no faults', () => {
  const fitting = [
    { place: 'header', value: 'a' },
    { value: 'b' },
    { value: 'c' },
    { place: 'button_1', value: 'd' },
  ] as const
  expect(codes(positional, ...fitting)).toEqual([])
  expect(codes(named, { name: 'prenom', value: 'a' }, { name: 'jour', value: 'b' })).toEqual([])
})

it('every way of not fitting is named', () => {
  const [header, one, two] = [{ place: 'header', value: 'a' } as const, { value: 'b' }, { value: 'c' }]
  const button = { place: 'button_1', value: 'd' } as const
  expect(codes(null)).toEqual(['whatsapp_template_missing'])
  expect(codes({ ...positional, status: 'PAUSED' }, header, one, two, button)).toEqual([
    'whatsapp_template_not_approved',
  ])
  expect(codes({ ...positional, unsupported: ['IMAGE'] }, header, one, two, button)).toEqual([
    'whatsapp_template_unsupported',
  ])
  expect(codes({ ...positional, category: 'AUTHENTICATION' }, header, one, two, button)).toEqual([
    'whatsapp_template_unsupported',
  ])
  expect(codes(positional, header, one, button)).toEqual(['whatsapp_parameters_count'])
  expect(codes(positional, header, one, two)).toEqual(['whatsapp_parameters_count'])
  expect(codes(positional, header, one, two, { value: 'too many' }, button)).toEqual(['whatsapp_parameters_count'])
  expect(codes(positional, header, one, { value: ' \n' }, button)).toEqual(['whatsapp_parameter_empty'])
  expect(codes(positional, { name: 'prenom', value: 'a' })).toEqual(['whatsapp_parameters_positional'])
  expect(codes(named, one, two)).toEqual(['whatsapp_parameters_named'])
  expect(codes(named, { name: 'prenom', value: 'a' })).toEqual(['whatsapp_parameter_missing'])
  expect(codes(named, { name: 'prenom', value: 'a' }, { name: 'jours', value: 'b' })).toEqual([
    'whatsapp_parameter_missing',
    'whatsapp_parameter_unknown',
  ])
  expect(
    codes(named, { name: 'prenom', value: 'a' }, { name: 'jour', value: 'b' }, { name: 'jour', value: 'c' }),
  ).toEqual(['whatsapp_parameter_twice'])
})

it('the values of one lead: empty ones and texts too long once filled', () => {
  const fill = (name: string) => [
    { name: 'prenom', value: name },
    { name: 'jour', value: 'jeudi' },
  ]
  expect(checkValues(named, fill('Zoé'))).toEqual([])
  expect(checkValues(named, fill(''))).toEqual([
    { code: 'whatsapp_parameter_empty', index: 0, params: { parameter: 'prenom' } },
  ])
  expect(checkValues(named, fill('é'.repeat(1_024)))).toMatchObject([
    { code: 'whatsapp_text_too_long', params: { max: 1_024 } },
  ])
})
