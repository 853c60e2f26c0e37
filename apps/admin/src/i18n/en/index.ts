/** The panel's words in English; a word that French has and English lacks does not compile. */
import type { PanelWords } from '../fr/index.ts'
import { relances, relance } from './relances.ts'
import { inbox, keys } from './inbox.ts'
import { notices } from './notices.ts'
import { answer, bulk, contact, conversation, lead, leads, timeline } from './leads.ts'
import { date_field, lead_page } from './lead-page.ts'
import { why } from './why.ts'
import { whatIf } from './what-if.ts'
import { forecast } from './forecast.ts'
import { effect } from './effect.ts'
import { preflight } from './preflight.ts'
import { questions, submissions } from './questions.ts'
import { leadImport } from './lead-import.ts'
import { rules, rule, audience, next_step, on_contact, resumption, returns, stops, preview } from './rules.ts'
import { frequencies, frequency, units, delay, weekdays, shifts } from './frequencies.ts'
import { template, templates } from './templates.ts'
import { run, runs } from './runs.ts'
import { reconciliation } from './reconciliation.ts'
import { auditEvents, audit } from './audit-events.ts'
import { absences, roles, second_factor, team, users, welcome } from './people.ts'
import { settings } from './settings.ts'
import { command, failure, profile, shell } from './shell.ts'
import { fields, statuses, versions } from './versions.ts'
import { dashboard, starter } from './dashboard.ts'
import { whatsapp } from './whatsapp.ts'

export const en: PanelWords = {
  resources: {
    relances,
    leads,
    rules,
    frequencies,
    templates,
    runs,
    'audit-events': auditEvents,
    users,
    absences,
  },
  relance,
  run,
  reconciliation,
  inbox,
  keys,
  why,
  whatIf,
  forecast,
  effect,
  preflight,
  questions,
  submissions,
  timeline,
  conversation,
  contact,
  import: leadImport,
  lead,
  lead_page,
  date_field,
  answer,
  bulk,
  rule,
  resumption,
  next_step,
  template,
  audience,
  returns,
  stops,
  on_contact,
  preview,
  frequency,
  units,
  delay,
  weekdays,
  shifts,
  audit,
  roles,
  team,
  welcome,
  second_factor,
  settings,
  dashboard,
  starter,
  whatsapp,
  fields,
  statuses,
  versions,
  failure,
  profile,
  notices,
  shell,
  command,
}
