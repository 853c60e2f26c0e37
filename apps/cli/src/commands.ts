/** The commands besides `run`, which starts without what they load. */
import { createInterface } from 'node:readline'
import { explanationOf, explanationWords, refusalsOf, refusalWords, userCreate } from '@relance/contract'
import {
  type Db,
  explainLead,
  explainPast,
  type Host,
  readNow,
  reconcileNow,
  type ReconciliationMode,
} from '@relance/relance'
import { fillHolidays, hashNewPassword } from '@relance/api/operations'
import { type Command, print, progress, readInstant, write } from './arguments.ts'
import { auditHead, auditVerify } from './audit.ts'
import { callDoctor } from './doctor.ts'
import { importCommand } from './import.ts'
import { listImports, undoCommand } from './imports.ts'
import type { CommandName } from './usage.ts'
import { backupCommand, restoreCommand } from './backup.ts'
import { checkWhatsApp } from './whatsapp.ts'
import {
  backtestCommand,
  dryRunCommand,
  effectCommand,
  explainRelanceCommand,
  forecastCommand,
  preflightCommand,
  previewCommand,
  spreadCommand,
} from './what-if.ts'
import { byHand } from '@relance/api/database'
import { absent } from './find-database.ts'
import { misuse, refusal } from '@relance/api/refusal'

export const COMMANDS: Readonly<Record<Exclude<CommandName, 'run'>, Command>> = {
  import: importCommand,
  imports: listImports,
  'imports undo': undoCommand,
  seed: async ({ db }) => {
    const { loadDemoData } = await import('@relance/demo').catch(
      absent('This installation has no demonstration data: it comes with the source code.'),
    )
    const now = await readNow(db)
    await fillHolidays(db, now)
    progress(
      (await loadDemoData(db, now))
        ? 'Loaded demonstration data.'
        : 'The database already has data: nothing was added.',
    )
  },
  'audit enrolments': (host, { repair }) => compareEnrolments(host, repair ? 'repair' : 'report'),
  'audit head': auditHead,
  'audit verify': auditVerify,
  'user create': async ({ db }, { name, role = 'closer' }, email) => {
    const read = userCreate.safeParse({ email, name, role, password: await readPassword() })
    if (!read.success) {
      const refusals = refusalsOf(read.error.issues)
      throw refusal(refusals.map((one) => `${one.field}: ${refusalWords('en', one)}`).join('\n'))
    }
    const { password = '', ...fields } = read.data
    const made = await hashNewPassword(db, password, fields)
    if (!made.ok) throw refusal(`password: ${refusalWords('en', { field: 'password', code: made.code })}`)
    const id = await createUser(byHand(db), { role: 'closer', ...fields, passwordHash: made.hash })
    if (id === null) throw refusal('There is already an account with this email.')
    print({ id, email: fields.email, role: fields.role })
  },
  preview: async (host, values, rule) => print(await previewCommand(host, rule, { ...values, progress })),
  backtest: async (host, values, rule) => print(await backtestCommand(host, rule, { ...values, progress })),
  preflight: async (host, values, rule) => print(await preflightCommand(host, rule, { ...values, progress })),
  effect: async (host, values, rule) => print(await effectCommand(host, rule, { ...values, progress })),
  'dry-run': async (host, values) => print(await dryRunCommand(host, readInstant(values.at), values.list)),
  spread: async (host, values) => print(await spreadCommand(host, byHand(host.db), values)),
  forecast: async (host, values) => print(await forecastCommand(host, { ...values, progress })),
  explain: async (host, values, lead) => {
    if (values.relance !== undefined) return print(await explainRelanceCommand(host, values.relance))
    const { db } = host
    if (!/^[0-9a-f-]{36}$/i.test(lead)) throw misuse('Which lead? explain LEAD, with its id.')
    const now = await readNow(db)
    const at = readInstant(values.at) ?? now
    const explained = await (at < now - 60_000 ? explainPast : explainLead)(db, lead, at)
    if (!explained) throw refusal('There is no lead with this id.')
    const explanation = explanationOf(explained)
    print({ ...explanation, words: explanationWords('en', explanation) })
  },
  'whatsapp check': async ({ db }, { language }) => {
    if (!(await checkWhatsApp(db, { environment: process.env, language, say: write }))) process.exitCode = 1
  },
  backup: backupCommand,
  restore: restoreCommand,
  doctor: async ({ db, url }) => {
    const { lines, isSound } = await callDoctor(db, url, process.env)
    lines.forEach(write)
    if (!isSound) process.exitCode = 1
  },
  migrate: async () => progress('The database is up to date.'),
}

/** A difference that was not repaired is worth an exit code; nothing personal is printed. */
async function compareEnrolments(host: Host, mode: ReconciliationMode): Promise<void> {
  const {
    startedAt,
    finishedAt,
    id: _,
    isByHand: __,
    ...figures
  } = await reconcileNow({ ...host, db: byHand(host.db) }, mode)
  const at = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())
  print({ ...figures, startedAt: at(startedAt), finishedAt: at(finishedAt) })
  if (mode === 'report' && Object.keys(figures.differences).length > 0) process.exitCode = 3
}

/** Never an argument: arguments are seen by everybody on the machine. */
async function readPassword(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Password (three or four unrelated words), then Enter: ')
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
