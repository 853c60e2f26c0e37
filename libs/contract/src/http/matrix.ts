/**
 * Who may call what: every route with the least role it asks for. A route that is not in here is for nobody. The server
 * decides by it, the panel hides by it.
 */
import { SETTINGS_ROLES } from '@relance/relance/settings'
import { WHATSAPP_SETTINGS_ROLES } from '@relance/whatsapp/settings'

/** From the least to the most: each may what the one before may. */
export const ROLES = ['closer', 'manager', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** `public`: everybody. `cron`: the bearer of the trigger, checked by the route. */
export type Access = Role | 'public' | 'cron'

const readAndWrite = (path: string, read: Role, write: Role): Record<string, Role> => ({
  [`GET ${path}`]: read,
  [`GET ${path}/:id`]: read,
  [`POST ${path}`]: write,
  [`PUT ${path}/:id`]: write,
})

const archivable = (path: string): Record<string, Role> => ({
  ...readAndWrite(path, 'manager', 'manager'),
  [`PUT ${path}`]: 'manager',
  [`DELETE ${path}`]: 'manager',
  [`DELETE ${path}/:id`]: 'manager',
})

const settings = (record: string, { read, change }: { read: Role; change: Role }): Record<string, Role> => ({
  [`GET /api/settings/${record}`]: read,
  [`PUT /api/settings/${record}`]: change,
})

export const MATRIX: Readonly<Record<string, Access>> = {
  'GET /health/live': 'public',
  'GET /health/ready': 'public',
  'GET /health/scan': 'public',
  'GET /metrics': 'public',

  'GET /api/gestion/auto-relance': 'cron',
  'POST /api/gestion/auto-relance': 'cron',

  'GET /api/whatsapp/webhook': 'public',
  'POST /api/whatsapp/webhook': 'public',

  'POST /api/auth/login': 'public',
  'POST /api/auth/logout': 'public',
  'POST /api/auth/link': 'public',
  'POST /api/auth/link/use': 'public',
  'GET /api/auth/me': 'closer',
  'POST /api/auth/password': 'closer',
  'GET /api/auth/second-factor': 'closer',
  'POST /api/auth/second-factor/app': 'closer',
  'POST /api/auth/second-factor/app/confirm': 'closer',
  'POST /api/auth/second-factor/app/remove': 'closer',
  'POST /api/auth/second-factor/passkeys': 'closer',
  'POST /api/auth/second-factor/passkeys/options': 'closer',
  'POST /api/auth/second-factor/passkeys/:id/remove': 'closer',
  'POST /api/auth/second-factor/recovery-codes': 'closer',
  'POST /api/auth/second-factor/remove': 'closer',
  'GET /api/auth/sessions': 'closer',
  'DELETE /api/auth/sessions/:id': 'closer',

  'GET /api/notices': 'closer',
  'PUT /api/notices': 'closer',
  'POST /api/notices/devices': 'closer',
  'DELETE /api/notices/devices/:id': 'closer',

  'GET /api/events': 'closer',

  'GET /api/leads': 'closer',
  'GET /api/leads/:id': 'closer',
  'PUT /api/leads/:id': 'closer',
  'GET /api/leads/:id/timeline': 'closer',
  'GET /api/leads/:id/explain': 'closer',
  'POST /api/leads/:id/stop-answer': 'closer',
  'POST /api/leads/:id/stop-answer/undo': 'closer',
  'GET /api/stop-questions': 'closer',
  'GET /api/unwritten-messages': 'closer',
  'GET /api/leads/:id/contacts': 'closer',
  'POST /api/leads/:id/contacts': 'closer',
  'DELETE /api/leads/:id/contacts/:contactId': 'closer',
  'GET /api/leads/:id/answer-window': 'closer',
  'GET /api/leads/:id/answers': 'closer',
  'POST /api/leads/:id/answers': 'closer',
  'GET /api/leads/:id/notes': 'closer',
  'POST /api/leads/:id/notes': 'closer',
  'DELETE /api/leads/:id/notes/:noteId': 'closer',
  'POST /api/leads': 'manager',
  'PUT /api/leads': 'manager',
  'POST /api/leads/import': 'manager',
  'POST /api/leads/import/columns': 'manager',
  'GET /api/imports': 'manager',
  'GET /api/imports/:id': 'manager',
  'POST /api/imports/:id/undo': 'manager',
  'GET /api/leads/export': 'manager',
  'GET /api/leads/:id/export': 'manager',
  'POST /api/leads/:id/erase': 'manager',
  'GET /api/opt-outs': 'manager',
  'GET /api/opt-outs/:id': 'manager',
  'POST /api/opt-outs': 'manager',
  'DELETE /api/opt-outs/:id': 'manager',

  'GET /api/relances': 'closer',
  'GET /api/relances/:id': 'closer',
  'GET /api/relances/:id/explain': 'closer',
  'PUT /api/relances/:id/message': 'closer',
  'POST /api/relances/:id/open': 'closer',
  'POST /api/relances/:id/sent': 'closer',
  'POST /api/relances/:id/skip': 'closer',
  'POST /api/relances/:id/snooze': 'closer',
  'POST /api/relances/:id/outcome': 'closer',
  'POST /api/relances/:id/undo': 'closer',
  'POST /api/relances/:id/reassign': 'manager',

  ...archivable('/api/rules'),
  'GET /api/rules/:id/versions': 'manager',
  'PUT /api/rules/order': 'manager',
  'POST /api/rules/preview': 'manager',
  'GET /api/rules/:id/effect': 'manager',
  'GET /api/alarms': 'manager',
  'POST /api/rules/preflight': 'manager',
  'POST /api/rules/backtest': 'manager',
  'GET /api/rules/backtest/:id': 'manager',
  'DELETE /api/rules/backtest/:id': 'manager',
  ...archivable('/api/frequencies'),
  'GET /api/frequencies/:id/versions': 'manager',
  'POST /api/frequencies/preview': 'manager',
  ...archivable('/api/templates'),
  'GET /api/templates/:id/versions': 'manager',
  'POST /api/templates/preview': 'manager',
  'GET /api/forecast': 'manager',
  'POST /api/forecast/spread/preview': 'manager',
  'POST /api/forecast/spread': 'manager',
  'POST /api/forecast/spread/:id/undo': 'manager',
  'POST /api/dry-runs': 'manager',
  'GET /api/dry-runs/:id': 'manager',
  'GET /api/dry-runs/:id/rows': 'manager',
  'GET /api/runs': 'manager',
  'GET /api/runs/:id': 'manager',
  'GET /api/runs/:id/held': 'manager',
  'POST /api/runs': 'manager',
  'GET /api/reconciliations': 'manager',
  'GET /api/reconciliations/standing': 'manager',
  'POST /api/reconciliations/release': 'manager',

  'GET /api/statistics/days': 'manager',
  'GET /api/statistics/summary': 'manager',
  'GET /api/statistics/funnel': 'manager',
  'GET /api/statistics/closers': 'manager',
  'GET /api/statistics/load': 'manager',
  'GET /api/statistics/setup': 'manager',

  'GET /api/audit-events': 'manager',
  'GET /api/audit-events/:id': 'manager',
  'GET /api/audit-events/verify': 'manager',
  'GET /api/audit-events/head': 'manager',

  'GET /api/closers': 'closer',
  'GET /api/closers/:id': 'closer',
  ...readAndWrite('/api/absences', 'closer', 'closer'),
  'DELETE /api/absences/:id': 'closer',
  ...readAndWrite('/api/users', 'manager', 'admin'),
  'POST /api/users/:id/link': 'admin',
  'DELETE /api/users/:id/sessions': 'admin',
  'DELETE /api/users/:id/second-factor': 'admin',
  'GET /api/api-tokens': 'admin',
  'GET /api/api-tokens/:id': 'admin',
  'POST /api/api-tokens': 'admin',
  'DELETE /api/api-tokens/:id': 'admin',

  ...settings('company', SETTINGS_ROLES.company),
  'GET /api/settings/holidays': 'closer',
  'GET /api/settings/holiday-regions': 'closer',
  'POST /api/settings/company/preview': 'admin',
  'POST /api/settings/holidays/preview': 'admin',
  'PUT /api/settings/holidays/:day': 'admin',
  'DELETE /api/settings/holidays/:day': 'admin',
  ...settings('schedule', SETTINGS_ROLES.schedule),
  'POST /api/settings/schedule/preview': 'manager',
  ...settings('whatsapp', WHATSAPP_SETTINGS_ROLES),

  'GET /api/whatsapp/status': 'manager',
  'POST /api/whatsapp/check': 'admin',
  'GET /api/doctor': 'admin',
  'GET /api/whatsapp/templates': 'manager',
  'POST /api/whatsapp/templates/sync': 'manager',
  'GET /api/whatsapp/unsettled': 'manager',
  'POST /api/whatsapp/unsettled/:id/accepted': 'manager',
  'POST /api/whatsapp/unsettled/:id/not-sent': 'manager',
  'GET /api/whatsapp/unknown-events': 'manager',
  'GET /api/whatsapp/unknown-events/:id': 'manager',
  'POST /api/whatsapp/unknown-events/:id/attach': 'manager',
  'POST /api/whatsapp/unknown-events/:id/lead': 'manager',
  'POST /api/whatsapp/unknown-events/:id/set-aside': 'manager',
  'POST /api/whatsapp/unknown-events/:id/take-back': 'manager',
  'GET /api/whatsapp/dead-letters': 'manager',
  'POST /api/whatsapp/dead-letters/:id/hand-over': 'manager',
  'GET /api/whatsapp/spend': 'manager',
  ...readAndWrite('/api/whatsapp/rates', 'manager', 'admin'),
  'DELETE /api/whatsapp/rates/:id': 'admin',
  'POST /api/rules/:id/resume': 'manager',
  'GET /api/rules/:id/resumption': 'manager',
  'GET /api/settings/resumption': 'admin',
}

/** HEAD is answered as GET is. Null: nobody may. */
export function accessTo(method: string, path: string): Access | null {
  if (path === '/api/gestion/auto-relance') return 'cron'
  return MATRIX[`${method === 'HEAD' ? 'GET' : method} ${path}`] ?? null
}

export const mayCall = (role: Role, least: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(least)
