/** Who may import whom. Every rule says why; tools/boundaries.test.mjs sees each of them fail. */
const FRAMEWORKS = ['node_modules/@nestjs/', 'node_modules/typeorm/', 'node_modules/pg/']
/** What is pure: cores, and in libs/leads the folders that read what files hold. */
const PURE = [
  '^libs/[^/]+/src/core/',
  '^libs/relance/src/(core\\.ts$|decide/)',
  '^libs/relance/src/ground/(channels|contacts|lead-facts|lead-fields|reasons|relance-states|messages|send-reasons|cost|settings?|time)\\.ts$',
  '^libs/(sending|whatsapp)/src/core\\.ts$',
  '\\.pure\\.ts$',
  '^libs/leads/src/(core|fields|lead-field|lead-values|import/state)\\.ts$',
  '^libs/leads/src/(phone|import/row|files/sources)/',
]
const HOST_FOLDERS = ['/src/nest/', '^libs/leads/src/(files\\.ts$|files/formats/|import/file/)']
const PRODUCTION = '\\.test\\.tsx?$'
const doorway = (library, file) => ({
  name: `one-doorway-${library}`,
  comment: `${library} is imported by ${file} alone, so that it can be replaced there. Tests may check against it.`,
  severity: 'error',
  from: { path: '^(apps|libs)/', pathNot: [`^${file.replaceAll('.', '\\.')}$`, PRODUCTION] },
  to: { path: `node_modules/${library}/` },
})
/** The folders of the engine, the lowest first: each may import those before it. */
export const ENGINE_FLOORS = ['ground', 'decide', 'record', 'inbox', 'ask']
const floor = (name, place) =>
  forbid(
    `${name}-imports-what-is-below`,
    'Processing one lead calls downward only: ground, decide, record, inbox, ask.',
    { path: `^libs/relance/src/${name}/`, pathNot: PRODUCTION },
    { path: `^libs/relance/src/(${ENGINE_FLOORS.slice(place + 1).join('|')})/` },
  )
/** The folders of recording, the lowest first; what runs, enrols and looks ahead lies above them. */
export const RECORD_FLOORS = ['state', 'replan', 'resuming', 'reconcile']
const recordFloor = (name, place) =>
  forbid(
    `record-${name}-imports-what-is-below`,
    'Recording calls downward only: state, replan, resuming, reconcile, then run and enrol.',
    { path: `^libs/relance/src/record/${name}/`, pathNot: PRODUCTION },
    { path: `^libs/relance/src/record/([^/]+$|(${['-', ...RECORD_FLOORS.slice(place + 1)].join('|')})/)` },
  )
/** The folders of sending, the lowest first. */
export const SENDING_FLOORS = [
  ...['money', 'pace', 'plan', 'attempts', 'approvals', 'answers', 'queue', 'receive', 'unsettled', 'conformance'],
]
const sendingFloor = (name, place) =>
  forbid(
    `sending-${name}-imports-what-is-below`,
    `Sending one message calls downward only: ${SENDING_FLOORS.join(', ')}.`,
    { path: `^libs/sending/src/${name}/`, pathNot: PRODUCTION },
    { path: `^libs/sending/src/(${SENDING_FLOORS.slice(place + 1).join('|')})/` },
  )
/**
 * The folders of the panel, the lowest first: words; what reads, shows and asks for every page; what several pages show;
 * the pages; the frame around them. The files beside the folders (`App.tsx`) put the panel together.
 */
export const PANEL_FLOORS = [
  ...['i18n/fr', 'i18n/en', 'i18n'],
  ...['providers', 'reading', 'formats', 'forms', 'calendar', 'parts', 'preflight', 'resumption'],
  ...[
    'settings',
    'whatsapp',
    'what-if',
    'effect',
    'why',
    'versions',
    'stops',
    'notices',
    'waiting',
    'message',
    'inbox',
  ],
  ...['second-factor'],
  ...[
    'absences',
    'audit-events',
    'forecast',
    'frequencies',
    'leads/import',
    'leads/page',
    'leads',
    'profile',
    'relances',
  ],
  ...['rules', 'runs', 'templates', 'users'],
  ...['starter', 'dashboard', 'banners', 'layout'],
]
const panelFloor = (name, place) =>
  forbid(
    `panel-${name.replace('/', '-')}-imports-what-is-below`,
    'The panel is put together from the bottom: words, parts, what several pages show, pages, the frame, App.',
    { path: `^apps/admin/src/${name}/[^/]+$`, pathNot: [PRODUCTION, '\\.stories\\.ts$'] },
    { path: `^apps/admin/src/((${['-', ...PANEL_FLOORS.slice(place + 1)].join('|')})/)?[^/]+$` },
  )
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

export default {
  forbidden: [
    forbid('no-cycles', 'A cycle makes two files one.', {}, { circular: true }),
    forbid(
      'core-is-pure',
      'Decisions know no framework and no database.',
      { path: PURE, pathNot: PRODUCTION },
      { path: FRAMEWORKS },
    ),
    forbid(
      'core-has-no-node',
      'Decisions run in a browser as well.',
      { path: PURE, pathNot: PRODUCTION },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'core-is-built-on-core',
      'The core must run without the shell.',
      { path: PURE, pathNot: PRODUCTION },
      { path: '^libs/[^/]+/src/', pathNot: PURE },
    ),
    forbid(
      'engine-has-no-framework',
      'The same engine runs in the API, in a function and under Deno.',
      { path: '^libs/[^/]+/src/', pathNot: [...HOST_FOLDERS, '^libs/testing/', PRODUCTION] },
      { path: FRAMEWORKS },
    ),
    forbid(
      'engine-has-no-node',
      'The same engine runs in the API, in a function and under Deno.',
      { path: '^libs/[^/]+/src/', pathNot: [...HOST_FOLDERS, '^libs/testing/', PRODUCTION, '/test/'] },
      { dependencyTypes: ['core'] },
    ),
    ...ENGINE_FLOORS.slice(0, -1).map(floor),
    ...RECORD_FLOORS.map(recordFloor),
    ...SENDING_FLOORS.slice(0, -1).map(sendingFloor),
    ...PANEL_FLOORS.map(panelFloor),
    forbid(
      'engine-knows-no-sending',
      'A channel comes to the engine through its port: leads ← relance ← sending ← whatsapp.',
      { path: '^libs/(leads|relance)/', pathNot: PRODUCTION },
      { path: '^libs/(sending|whatsapp)/' },
    ),
    forbid(
      'sending-knows-no-driver',
      'A new channel is a new driver; the queue stays as it is.',
      { path: '^libs/sending/', pathNot: [PRODUCTION, '/test/'] },
      { path: '^libs/whatsapp/' },
    ),
    forbid(
      'api-ground-floor',
      'HTTP, the database and the environment serve every resource and know none.',
      {
        path: '^apps/api/src/(http|database|environment|background|tracing)/',
        pathNot: PRODUCTION,
      },
      {
        path: '^apps/api/src/',
        pathNot: '^apps/api/src/(http|database|environment|background|tracing)/',
      },
    ),
    forbid(
      'alerts-know-no-finder',
      'Whoever finds something wrong says so; telling it knows nothing of what it is about.',
      { path: '^apps/api/src/alerts/', pathNot: PRODUCTION },
      { path: '^apps/api/src/(health|reconciliations|rules|runs|triggers|whatsapp)/' },
    ),
    forbid(
      'leads-know-no-rules',
      'leads ← relance, never back.',
      { path: '^libs/leads/', pathNot: PRODUCTION },
      { path: '^libs/(relance|contract)/' },
    ),
    forbid(
      'engine-knows-no-wire',
      'The contract speaks of the engine, not the engine of the contract.',
      { path: '^libs/(leads|relance|sending|whatsapp)/', pathNot: PRODUCTION },
      { path: '^libs/contract/' },
    ),
    forbid(
      'contract-is-light',
      'The panel loads the contract: cores only.',
      { path: '^libs/contract/', pathNot: PRODUCTION },
      { path: '^libs/(leads|relance|sending|whatsapp)/src/', pathNot: PURE },
    ),
    forbid(
      'panel-speaks-the-contract',
      'The panel knows what travels, not how it is made.',
      { path: '^apps/admin/' },
      { path: ['^libs/(?!contract/)', '^apps/api/'] },
    ),
    forbid(
      'trigger-is-for-hosts',
      'The trigger stands in front of the engine and the contract, and neither knows it.',
      { path: '^libs/(leads|relance|sending|contract|whatsapp)/', pathNot: PRODUCTION },
      { path: '^libs/trigger/' },
    ),
    forbid('libs-know-no-app', 'Applications use libraries.', { path: '^libs/' }, { path: '^apps/' }),
    forbid(
      'server-knows-no-host',
      'The command line and the demo stand on the server, and production has no demo.',
      { path: ['^apps/(api|admin)/', '^libs/'], pathNot: '^apps/api/test/' },
      { path: '^apps/(cli|demo)/' },
    ),
    forbid(
      'nobody-imports-the-sandbox',
      'It is another process: Relance meets it over HTTP as it meets WhatsApp.',
      { path: ['^apps/(?!whatsapp-sandbox/)', '^libs/'] },
      { path: '^apps/whatsapp-sandbox/' },
    ),
    forbid(
      'sandbox-stands-alone',
      'What both sides of the wire shared, neither would check.',
      { path: '^apps/whatsapp-sandbox/', pathNot: [PRODUCTION, '/test/'] },
      { path: '^(libs|apps/(?!whatsapp-sandbox/))' },
    ),
    forbid(
      'testing-stays-in-tests',
      'Production never loads test code.',
      { path: ['^apps/', '^libs/(?!testing/)'], pathNot: [PRODUCTION, '/test/'] },
      { path: '^libs/testing/' },
    ),
    forbid(
      'nobody-imports-the-proof',
      'It stands outside of what it proves.',
      { path: ['^apps/', '^libs/'] },
      { path: '^proof/' },
    ),
    forbid(
      'no-deep-imports',
      'A package is entered by its exports.',
      { path: ['^apps/', '^libs/'] },
      { path: ['^@relance/[^/]+/(src|dist)/', '^node_modules/@relance/[^/]+/(src|dist)/'] },
    ),
    doorway('luxon', 'libs/relance/src/decide/calendar.ts'),
    doorway('croner', 'libs/relance/src/decide/schedule.ts'),
    doorway('liquidjs', 'libs/relance/src/decide/message/liquid.ts'),
    doorway('libphonenumber-js', 'libs/leads/src/phone/plan.ts'),
    doorway('yauzl', '(libs/leads/src/files/formats/zip|apps/api/src/backup/open-backup).ts'),
    doorway('saxen', 'libs/leads/src/files/formats/xml.ts'),
    doorway('@simplewebauthn/server', 'apps/api/src/auth/passkeys/ceremonies.ts'),
    doorway('@simplewebauthn/browser', 'apps/admin/src/second-factor/ask-passkey.ts'),
    doorway('@zxcvbn-ts', 'libs/contract/src/people/password-strength.ts'),
    doorway('@opentelemetry', 'apps/api/src/tracing/open-telemetry.ts'),
    doorway('date-holidays', 'apps/api/src/settings/holidays.ts'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist(-types)?/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.test.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@relance/source', 'import', 'node', 'default', 'types'],
    },
  },
}
