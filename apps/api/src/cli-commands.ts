/** The commands besides `run`, which starts without what they load. */
import { createInterface } from 'node:readline'
import { explanationOf, explanationWords, refusalsOf, refusalWords, userCreate } from '@relance/contract'
import { type Db, explainLead, explainPast } from '@relance/relance'
import { exportHead, verifyAuditLog } from './audit/verify.ts'
import { hashPassword } from './auth/passwords.ts'
import { type Command, print, progress, readInstant, write } from './cli-arguments.ts'
import { importCommand } from './cli-import.ts'
import { checkWhatsApp } from './cli-whatsapp.ts'
import {
  backtestCommand,
  dryRunCommand,
  effectCommand,
  explainRelanceCommand,
  forecastCommand,
  preflightCommand,
  previewCommand,
  spreadCommand,
} from './cli-what-if.ts'
import { byHand } from './database/attribution.ts'
import { loadDemoData } from './demo/load-demo-data.ts'
import { fillHolidays } from './ops/holidays.ts'
import { refusal } from './refusal.ts'

export const COMMANDS: Readonly<Record<string, Command>> = {
  import: importCommand,
  seed: async ({ db, clock }) => {
    await fillHolidays(db, clock())
    progress(
      (await loadDemoData(db, clock()))
        ? 'Loaded demonstration data.'
        : 'The database already has data: nothing was added.',
    )
  },
  audit: async ({ db }, { against }, [what]) => {
    if (what === 'head') return print(await exportHead(db))
    if (what !== 'verify') throw refusal('Which one? audit verify, or audit head.')
    if (against && !/^\d{1,15}:[0-9a-f]{64}$/.test(against)) throw refusal('--against takes a head: NUMBER:HASH.')
    const verification = await verifyAuditLog(db, against)
    print(verification)
    if (!verification.isIntact) process.exitCode = 3
  },
  user: async ({ db }, { name, role = 'closer' }, [what, email]) => {
    if (what !== 'create' || !email)
      throw refusal('Which one? user create EMAIL --name NAME [--role closer|manager|admin]')
    const read = userCreate.safeParse({ email, name, role, password: await readPassword() })
    if (!read.success) {
      const refusals = refusalsOf(read.error.issues)
      throw refusal(refusals.map((one) => `${one.field}: ${refusalWords('en', one)}`).join('\n'))
    }
    const { password = '', ...fields } = read.data
    const id = await createUser(byHand(db), { role: 'closer', ...fields, passwordHash: await hashPassword(password) })
    if (id === null) throw refusal('There is already an account with this email.')
    print({ id, email: fields.email, role: fields.role })
  },
  preview: async (host, values, [rule]) => print(await previewCommand(host, rule, { ...values, progress })),
  backtest: async (host, values, [rule]) => print(await backtestCommand(host, rule, { ...values, progress })),
  preflight: async (host, values, [rule]) => print(await preflightCommand(host, rule, { ...values, progress })),
  effect: async (host, values, [rule]) => print(await effectCommand(host, rule, { ...values, progress })),
  'dry-run': async (host, values) => print(await dryRunCommand(host, readInstant(values.at, true), values.list)),
  spread: async (host, values) => print(await spreadCommand(host, byHand(host.db), values)),
  forecast: async (host, values) => print(await forecastCommand(host, { ...values, progress })),
  explain: async (host, values, [lead]) => {
    if (values.relance !== undefined) return print(await explainRelanceCommand(host, values.relance))
    const { db, clock } = host
    if (!lead || !/^[0-9a-f-]{36}$/i.test(lead)) throw refusal('Which lead? explain LEAD, with its id.')
    const now = clock()
    const at = readInstant(values.at, true) ?? now
    const explained = await (at < now - 60_000 ? explainPast : explainLead)(db, lead, at)
    if (!explained) throw refusal('There is no lead with this id.')
    const explanation = explanationOf(explained)
    print({ ...explanation, words: explanationWords('en', explanation) })
  },
  whatsapp: async ({ db }, { language }, [what]) => {
    if (what !== 'check') throw refusal('Which one? whatsapp check.')
    if (!(await checkWhatsApp(db, { environment: process.env, language, say: write }))) process.exitCode = 1
  },
  migrate: async () => progress('The database is up to date.'),
}

/** Never an argument: arguments are seen by everybody on the machine. */
async function readPassword(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Password (at least 12 characters), then Enter: ')
  for await (const line of createInterface({ input: process.stdin })) return line
  return ''
}

async function createUser(
  db: Db,
  user: { email: string; name: string; role: string; passwordHash: string },
): Promise<string | null> {
  const [row] = await db.transaction((tx) =>
    tx.query<{ id: string }>(
      `insert into users (email, name, role, password_hash) values ($1, $2, $3, $4) on conflict do nothing returning id`,
      [user.email, user.name, user.role, user.passwordHash],
    ),
  )
  return row?.id ?? null
}
