/** What was looked at in an installation, and what was found. */
import { z } from 'zod'

/** In the order in which they are read. */
export const DOCTOR_CHECKS = [
  'environment',
  'database',
  'pooler',
  'audit_log',
  'audit_anchor',
  'clock',
  'admins',
  'second_factors',
  'backup',
  'scans',
  'rules',
  'alerts',
  'alerts_outside',
  'push',
  'digest',
  'address',
  'proxy',
  'metrics',
  'whatsapp',
] as const
export type DoctorCheck = (typeof DOCTOR_CHECKS)[number]

export const DOCTOR_CODES = [
  'environment_sound',
  'environment_refused',
  'database_sound',
  'database_old',
  'pooler_none',
  'pooler_between',
  'pooler_unknown',
  'audit_log_protected',
  'audit_log_role_missing',
  'audit_log_role_too_wide',
  'audit_anchor_set',
  'audit_anchor_missing',
  'clock_right',
  'clock_ahead',
  'clock_behind',
  'admins_some',
  'admins_none',
  'second_factors_readable',
  'second_factors_unreadable',
  'backup_new',
  'backup_fresh',
  'backup_old',
  'backup_unknown',
  'scans_on_time',
  'scans_late',
  'scans_missed',
  'scans_failing',
  'scans_stuck',
  'scans_ahead',
  'scans_disabled',
  'rules_active',
  'rules_none',
  'alerts_none',
  'alerts_open',
  'alerts_outside_sent',
  'alerts_outside_missing',
  'push_ready',
  'push_unreadable',
  'push_failing',
  'push_insecure',
  'digest_sent',
  'digest_absent',
  'address_secure',
  'address_insecure',
  'proxy_counted',
  'proxy_forgotten',
  'metrics_guarded',
  'metrics_absent',
  'whatsapp_set_up',
  'whatsapp_absent',
] as const
export type DoctorCode = (typeof DOCTOR_CODES)[number]

/** `bad`: to be mended. `open`: not set up, which may be meant so. */
export const DOCTOR_LEVELS = ['good', 'open', 'bad'] as const
export type DoctorLevel = (typeof DOCTOR_LEVELS)[number]

export interface DoctorFinding {
  check: DoctorCheck
  code: DoctorCode
  level: DoctorLevel
  details: Readonly<Record<string, string | number>>
}

export const doctorReport = z.object({
  findings: z.array(
    z.object({
      check: z.enum(DOCTOR_CHECKS),
      code: z.enum(DOCTOR_CODES),
      level: z.enum(DOCTOR_LEVELS).meta({ description: 'bad: to be mended. open: not set up, which may be meant so.' }),
      details: z.record(z.string(), z.union([z.string(), z.number()])),
      title: z.string(),
      text: z.string().meta({ description: 'What is, and how to mend it, in the caller’s language.' }),
    }),
  ),
})
export type DoctorReport = z.infer<typeof doctorReport>
