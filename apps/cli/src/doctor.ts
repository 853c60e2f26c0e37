/** `relance doctor`: what stands in the way of a sound installation, one line each, with the way to mend it. It only reads, once the tables are at this version. */
import { type Config, readConfig } from '@relance/api/environment'
import { countUnreadableApps, keyringOf, readScanState } from '@relance/api/operations'
import { isScanTrouble, type ScanState } from '@relance/contract'
import type { Db } from '@relance/relance'

export interface Facts {
  /** Null where the environment of this command cannot be used; `problems` says why. */
  config: Config | null
  problems: readonly string[]
  /** As PostgreSQL counts: 150004 is 15.4. */
  postgres: number
  /** This host's clock before the database's; milliseconds. */
  clockAheadMs: number
  /** Whether the server may take the role that cannot change the audit log, and whether that role is as limited as promised. */
  hasRole: boolean
  isRoleLimited: boolean
  admins: number
  /** Authenticator apps whose secret no key of this environment opens; 0 where the environment cannot be used. */
  unreadableApps: number
  scan: ScanState
  activeRules: number
  alerts: number
  /** Since the latest backup that `relance backup` has made; null: none is known. */
  hoursSinceBackup: number | null
}

export interface Finding {
  mark: '✓' | '✗' | '–'
  title: string
  text: string
}

const OLDEST = 140_000
const MOST_AHEAD_MS = 5_000

const good = (title: string, text: string): Finding => ({ mark: '✓', title, text })
const bad = (title: string, text: string): Finding => ({ mark: '✗', title, text })
const open = (title: string, text: string): Finding => ({ mark: '–', title, text })

/** `✗`: to be mended. `–`: not set up, which may be meant so. */
export function findingsOf(facts: Facts): Finding[] {
  return [
    ofConfiguration(facts),
    ofPostgres(facts),
    ofRole(facts),
    ofClock(facts),
    ofAdmins(facts),
    ofApps(facts),
    ofBackup(facts),
    ofScan(facts),
    facts.activeRules > 0
      ? good('Rules', `${facts.activeRules} active.`)
      : open('Rules', 'None is active: nobody is followed up. Switch one on in the panel.'),
    facts.alerts === 0
      ? good('Alerts', 'None is open.')
      : bad('Alerts', `${facts.alerts} open. The panel shows them to managers, with what to do.`),
    ...(facts.config ? ofSettings(facts.config) : []),
  ]
}

const ofConfiguration = ({ problems }: Facts): Finding =>
  problems.length === 0
    ? good('Environment', 'Every variable of this command can be used by a server.')
    : bad('Environment', `${problems.join(' ')} A server started from here would refuse to start.`)

function ofPostgres({ postgres }: Facts): Finding {
  const version = `PostgreSQL ${Math.floor(postgres / 10_000)}.${postgres % 10_000}`
  return postgres >= OLDEST
    ? good('Database', `${version} answers, with the tables of this version.`)
    : bad('Database', `${version} is older than 14. Upgrade PostgreSQL.`)
}

function ofRole({ hasRole, isRoleLimited }: Facts): Finding {
  if (!hasRole)
    return bad(
      'Audit log',
      'The server works as the owner of the tables: only triggers protect the audit log. As a superuser: create role relance_app nologin; grant relance_app to <user of DATABASE_URL>; then npm run relance -- migrate.',
    )
  return isRoleLimited
    ? good('Audit log', 'The server’s role can add to the audit log, and change nothing in it.')
    : bad(
        'Audit log',
        'The role relance_app may write the audit log directly. Revoke insert, update and delete on audit_events from it.',
      )
}

function ofClock({ clockAheadMs }: Facts): Finding {
  const seconds = Math.abs(clockAheadMs / 1_000).toFixed(1)
  if (Math.abs(clockAheadMs) <= MOST_AHEAD_MS) return good('Clock', `${seconds} s from the database’s.`)
  const side = clockAheadMs > 0 ? 'ahead of' : 'behind'
  return bad(
    'Clock',
    `This machine is ${seconds} s ${side} the database. Switch time synchronisation (NTP) on, on both.`,
  )
}

const ofAdmins = ({ admins }: Facts): Finding =>
  admins > 0
    ? good('Admins', `${admins} can sign in.`)
    : bad('Admins', 'Nobody can sign in as an admin. Open the link in the server’s log; each start writes a new one.')

const ofApps = ({ unreadableApps }: Facts): Finding =>
  unreadableApps === 0
    ? good('Second factors', 'The keys of this environment open every one.')
    : bad(
        'Second factors',
        `No key of this environment opens ${unreadableApps}. Give ENCRYPTION_KEY, or CRON_SECRET, its old value as the second one; or reset them in the panel, under Team.`,
      )

/** A day, and the hour that a nightly job may be late. */
const BACKUP_HOURS = 25

function ofBackup({ hoursSinceBackup: hours }: Facts): Finding {
  if (hours === null)
    return open(
      'Backup',
      'None is known. Make one with: npm run relance -- backup FILE (those of other programs are not seen).',
    )
  const text = `The latest is ${hours < 1 ? 'less than an hour' : `${Math.floor(hours)} h`} old.`
  return hours <= BACKUP_HOURS ? good('Backup', text) : bad('Backup', `${text} Make one every night.`)
}

const SCAN_WORDS: Readonly<Record<ScanState, string>> = {
  on_time: 'They come on time.',
  late: 'The latest expected one has not come.',
  missed: 'Several expected ones have not come.',
  failing: 'The latest one failed; its reason is in the panel, under Runs.',
  stuck: 'One does not end.',
  ahead: 'A wrong clock has fired one before its time.',
  disabled: 'The schedule is off, and no external cron is expected (SCAN_EXPECTED_EVERY_HOURS).',
}

function ofScan({ scan }: Facts): Finding {
  if (scan === 'on_time') return good('Scans', SCAN_WORDS[scan])
  if (!isScanTrouble(scan)) return open('Scans', SCAN_WORDS[scan])
  return bad(
    'Scans',
    `${SCAN_WORDS[scan]} Is a server with APP_ROLE all or worker running, or does the external cron call?`,
  )
}

function ofSettings(config: Config): Finding[] {
  const { PUBLIC_URL, METRICS_TOKEN, TRUST_PROXY, SMTP_URL, ALARM_WEBHOOK_URL, AUDIT_ANCHOR, WHATSAPP_TOKEN } = config
  const isSecure = PUBLIC_URL?.startsWith('https:')
  return [
    isSecure
      ? good('Address', 'PUBLIC_URL is https: cookies are sent over it alone.')
      : open(
          'Address',
          'PUBLIC_URL is not https: anybody on the way can read what is sent. Put a proxy with a certificate in front.',
        ),
    isSecure && TRUST_PROXY === 0
      ? open(
          'Proxy',
          'TRUST_PROXY is 0: behind a proxy, everybody seems to come from its address. Set the number of proxies.',
        )
      : good('Proxy', `TRUST_PROXY is ${TRUST_PROXY}.`),
    METRICS_TOKEN
      ? good('Metrics', '/metrics needs METRICS_TOKEN.')
      : open('Metrics', '/metrics is absent. Set METRICS_TOKEN to have it.'),
    SMTP_URL || ALARM_WEBHOOK_URL
      ? good('Alerts outside', 'They leave the server by mail or webhook.')
      : open(
          'Alerts outside',
          'Alerts are seen in the panel alone. Set ALARM_WEBHOOK_URL, or ALARM_MAIL_TO with SMTP_URL.',
        ),
    AUDIT_ANCHOR
      ? good('Audit anchor', 'The head of the audit log is kept outside the database every hour.')
      : open(
          'Audit anchor',
          'Whoever owns the database can cut the end of the audit log off unseen. Set AUDIT_ANCHOR to a file elsewhere, or a webhook.',
        ),
    WHATSAPP_TOKEN
      ? open('WhatsApp', 'Set up. Test it with: npm run relance -- whatsapp check')
      : open('WhatsApp', 'Not set up: relances wait in the inbox of closers, and none is sent by itself.'),
  ]
}

interface Row {
  postgres: number
  databaseAt: number
  hasRole: boolean
  isRoleLimited: boolean
  admins: number
  activeRules: number
  alerts: number
  hoursSinceBackup: number | null
}

/** What the findings are about; one look. */
export async function examine(db: Db, environment: Record<string, string | undefined>): Promise<Facts> {
  const read = readConfig(environment)
  const before = Date.now()
  const [row] = await db.query<Row>(
    `select current_setting('server_version_num')::int as postgres,
            extract(epoch from clock_timestamp())::float8 * 1000 as "databaseAt",
            exists (select from pg_roles r where r.rolname = 'relance_app' and pg_has_role(r.oid, 'member')) as "hasRole",
            not exists (select from pg_roles r where r.rolname = 'relance_app'
              and has_table_privilege(r.oid, 'audit_events', 'insert, update, delete')) as "isRoleLimited",
            (select count(*) from users where role = 'admin' and password_hash is not null and disabled_at is null)::int as admins,
            (select count(*) from rules where active)::int as "activeRules",
            (select count(*) from alerts where closed_at is null)::int as alerts,
            (select extract(epoch from clock_timestamp() - max(taken_at))::float8 / 3600 from backups) as "hoursSinceBackup"`,
  )
  if (!row) throw new Error('The database could not be examined.')
  const { databaseAt, ...rest } = row
  const middle = (before + Date.now()) / 2
  return {
    ...rest,
    config: read.ok ? read.config : null,
    problems: read.ok ? [] : read.problems,
    clockAheadMs: middle - databaseAt,
    unreadableApps: read.ok ? await countUnreadableApps(db, keyringOf(read.config)) : 0,
    scan: await readScanState(db, databaseAt, { SCAN_EXPECTED_EVERY_HOURS: hoursOf(environment) }),
  }
}

const hoursOf = ({ SCAN_EXPECTED_EVERY_HOURS: hours }: Record<string, string | undefined>): number | undefined =>
  Number(hours) > 0 ? Number(hours) : undefined
