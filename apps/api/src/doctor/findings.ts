/** What is sound in an installation, what is to be mended, and what is not set up. */
import { type DoctorCheck, type DoctorCode, type DoctorFinding, isScanTrouble, type ScanState } from '@relance/contract'
import type { Config } from '../environment/config.ts'

export interface Facts {
  /** Null where the environment cannot be used; `problems` says why. */
  config: Config | null
  problems: readonly string[]
  /** As PostgreSQL counts: 150004 is 15.4. */
  postgres: number
  /** Null: a second connection could not be opened. */
  hasPooler: boolean | null
  /** This host's clock before the database's; milliseconds. */
  clockAheadMs: number
  /** Whether the server may take the role that cannot change the audit log, and whether that role is as limited as promised. */
  hasRole: boolean
  isRoleLimited: boolean
  admins: number
  /** Authenticator apps whose secret no key of this environment opens; 0 where the environment cannot be used. */
  unreadableApps: number
  /** Whether no key of this environment opens the key of notifications; false where the environment cannot be used. */
  isPushKeyUnreadable: boolean
  pushDevices: number
  /** Of a day. */
  pushesTaken: number
  pushesFailed: number
  scan: ScanState
  activeRules: number
  alerts: number
  /** Since the latest backup that `relance backup` has made; null: none is known. */
  hoursSinceBackup: number | null
}

const OLDEST = 140_000
const MOST_AHEAD_MS = 5_000
/** A day, and the hour that a nightly job may be late. */
const BACKUP_HOURS = 25

type Details = DoctorFinding['details']
const found =
  (level: DoctorFinding['level']) =>
  (check: DoctorCheck, code: DoctorCode, details: Details = {}): DoctorFinding => ({ check, code, level, details })
const good = found('good')
const bad = found('bad')
const open = found('open')

/** In the order of {@link DoctorCheck}. */
export function findingsOf(facts: Facts): DoctorFinding[] {
  const { problems, activeRules: rules, alerts, unreadableApps: apps, admins } = facts
  const outside = facts.config ? ofEnvironment(facts.config) : null
  return [
    problems.length === 0
      ? good('environment', 'environment_sound')
      : bad('environment', 'environment_refused', { problems: problems.join(' ') }),
    ofPostgres(facts),
    ofPooler(facts),
    ofRole(facts),
    ...(outside?.anchor ?? []),
    ofClock(facts),
    admins > 0 ? good('admins', 'admins_some', { admins }) : bad('admins', 'admins_none'),
    apps === 0
      ? good('second_factors', 'second_factors_readable')
      : bad('second_factors', 'second_factors_unreadable', { apps }),
    ofBackup(facts),
    ofScan(facts),
    rules > 0 ? good('rules', 'rules_active', { rules }) : open('rules', 'rules_none'),
    alerts === 0 ? good('alerts', 'alerts_none') : bad('alerts', 'alerts_open', { alerts }),
    ...(outside ? [outside.alerts, ofPush(facts, outside.isSecure), ...outside.rest] : []),
  ]
}

function ofPostgres({ postgres }: Facts): DoctorFinding {
  const version = `${Math.floor(postgres / 10_000)}.${postgres % 10_000}`
  return postgres >= OLDEST
    ? good('database', 'database_sound', { version })
    : bad('database', 'database_old', { version })
}

function ofPooler({ hasPooler }: Facts): DoctorFinding {
  if (hasPooler === null) return open('pooler', 'pooler_unknown')
  return hasPooler ? open('pooler', 'pooler_between') : good('pooler', 'pooler_none')
}

function ofRole({ hasRole, isRoleLimited }: Facts): DoctorFinding {
  if (!hasRole) return bad('audit_log', 'audit_log_role_missing')
  return isRoleLimited ? good('audit_log', 'audit_log_protected') : bad('audit_log', 'audit_log_role_too_wide')
}

function ofClock({ clockAheadMs }: Facts): DoctorFinding {
  const details = { seconds: Math.abs(clockAheadMs / 1_000).toFixed(1) }
  if (Math.abs(clockAheadMs) <= MOST_AHEAD_MS) return good('clock', 'clock_right', details)
  return bad('clock', clockAheadMs > 0 ? 'clock_ahead' : 'clock_behind', details)
}

function ofBackup({ hoursSinceBackup }: Facts): DoctorFinding {
  if (hoursSinceBackup === null) return open('backup', 'backup_unknown')
  if (hoursSinceBackup < 1) return good('backup', 'backup_new')
  const details = { hours: Math.floor(hoursSinceBackup) }
  return hoursSinceBackup <= BACKUP_HOURS
    ? good('backup', 'backup_fresh', details)
    : bad('backup', 'backup_old', details)
}

function ofScan({ scan }: Facts): DoctorFinding {
  if (scan === 'on_time') return good('scans', 'scans_on_time')
  return (isScanTrouble(scan) ? bad : open)('scans', `scans_${scan}`)
}

function ofPush({ isPushKeyUnreadable, ...facts }: Facts, isSecure: boolean): DoctorFinding {
  const { pushDevices: devices, pushesTaken, pushesFailed: failed } = facts
  if (isPushKeyUnreadable) return bad('push', 'push_unreadable')
  if (failed > 0 && pushesTaken === 0) return bad('push', 'push_failing', { failed })
  return isSecure ? good('push', 'push_ready', { devices }) : open('push', 'push_insecure')
}

interface Outside {
  isSecure: boolean
  anchor: DoctorFinding[]
  alerts: DoctorFinding
  rest: DoctorFinding[]
}

function ofEnvironment(config: Config): Outside {
  const { PUBLIC_URL, METRICS_TOKEN, TRUST_PROXY, SMTP_URL, ALARM_WEBHOOK_URL, AUDIT_ANCHOR, WHATSAPP_TOKEN } = config
  const isSecure = PUBLIC_URL?.startsWith('https:') === true
  return {
    isSecure,
    anchor: [AUDIT_ANCHOR ? good('audit_anchor', 'audit_anchor_set') : open('audit_anchor', 'audit_anchor_missing')],
    alerts:
      SMTP_URL || ALARM_WEBHOOK_URL
        ? good('alerts_outside', 'alerts_outside_sent')
        : open('alerts_outside', 'alerts_outside_missing'),
    rest: [
      SMTP_URL && PUBLIC_URL ? good('digest', 'digest_sent') : open('digest', 'digest_absent'),
      isSecure ? good('address', 'address_secure') : open('address', 'address_insecure'),
      isSecure && TRUST_PROXY === 0
        ? open('proxy', 'proxy_forgotten')
        : good('proxy', 'proxy_counted', { proxies: TRUST_PROXY }),
      METRICS_TOKEN ? good('metrics', 'metrics_guarded') : open('metrics', 'metrics_absent'),
      WHATSAPP_TOKEN ? open('whatsapp', 'whatsapp_set_up') : open('whatsapp', 'whatsapp_absent'),
    ],
  }
}
