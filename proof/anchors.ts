/** R01 to R22, the cases that a system of this kind has to stand, and what proves each of them here. */

export interface Anchor {
  id: string
  what: string
  /** Names of faults (or of the model) whose rounds count. */
  faults: readonly string[]
  /** Names of test files that prove it as well, or instead. */
  tests: readonly string[]
  /** What the case asks for beyond what is played. */
  open?: string
}

export const ANCHORS: readonly Anchor[] = [
  {
    id: 'R01',
    what: 'kill -9 of a server in mid-run, then restart',
    faults: ['server-kill'],
    tests: ['processes.test.ts'],
  },
  {
    id: 'R02',
    what: 'the same server killed again and again; all servers at once',
    faults: ['server-kill'],
    tests: ['processes.test.ts'],
  },
  { id: 'R03', what: 'SIGTERM: rolling restart under load', faults: ['rolling-restart'], tests: [] },
  { id: 'R04', what: 'a stream of pg_terminate_backend', faults: ['backends', 'overlap'], tests: [] },
  { id: 'R05', what: 'PostgreSQL stopped at once, again and again', faults: ['postgres-kill'], tests: [] },
  {
    id: 'R06',
    what: 'PostgreSQL stopped during recovery, migration and start',
    faults: ['postgres-kill', 'server-kill', 'migrators'],
    tests: [],
  },
  { id: 'R07', what: 'half-open connections', faults: ['half-open'], tests: [] },
  { id: 'R08', what: 'no connection left', faults: ['exhausted'], tests: [] },
  {
    id: 'R09',
    what: 'somebody else idles in a transaction, or holds locks',
    faults: ['locks'],
    tests: [],
    open: 'four repeatable-read scanners and 1.5 times the load are not played',
  },
  { id: 'R10', what: 'PostgreSQL turns read-only', faults: ['read-only'], tests: [] },
  { id: 'R11', what: 'full disk, deadlocks', faults: ['full-disk', 'locks'], tests: [] },
  {
    id: 'R12',
    what: 'every trigger at the same instant',
    faults: ['overlap'],
    tests: ['all-triggers.test.ts'],
  },
  {
    id: 'R13',
    what: 'down for hours or days, then back',
    faults: ['catch-up'],
    tests: ['processes.test.ts', 'scheduled.test.ts'],
  },
  { id: 'R14', what: 'summer time begins and ends', faults: [], tests: ['schedule.test.ts'] },
  { id: 'R15', what: 'clocks that jump', faults: ['clock-jump'], tests: [] },
  { id: 'R16', what: 'a frozen process that wakes up', faults: ['freeze'], tests: [] },
  {
    id: 'R17',
    what: 'WhatsApp accepts, and its answer is lost',
    faults: [],
    tests: ['whatsapp/sandbox.test.ts', 'deliver-answers.test.ts'],
    open: '`npm run bench`’s whatsapp-faults.mjs plays it at full size',
  },
  {
    id: 'R18',
    what: 'WhatsApp refuses for its pace, breaks, answers slowly',
    faults: [],
    tests: ['whatsapp/sandbox.test.ts', 'deliver.test.ts', 'pace.pure.test.ts'],
  },
  {
    id: 'R19',
    what: 'webhooks twice, shuffled, too early',
    faults: ['webhooks'],
    tests: ['receive.test.ts', 'receive-together.test.ts'],
  },
  {
    id: 'R20',
    what: 'replies, opt-outs and edited rules race the run',
    faults: ['model'],
    tests: ['receive-together.test.ts'],
  },
  {
    id: 'R21',
    what: 'poison: a lead or a text that breaks the run',
    faults: [],
    tests: ['receive-failures.test.ts'],
    open: 'a lead that kills the process is not played',
  },
  {
    id: 'R22',
    what: 'a long life under load',
    faults: ['life'],
    tests: [],
    open: '`npm run bench` measures a million leads; six hours are not played',
  },
]
