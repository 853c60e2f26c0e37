/** Every story of the panel, by the folders they lie in. */
import { stories as absences } from '../absences/absences.stories.ts'
import { stories as auditEvents } from '../audit-events/audit-events.stories.ts'
import { stories as dashboard } from '../dashboard/dashboard.stories.ts'
import { stories as effect } from '../effect/effect.stories.ts'
import { stories as forecast } from '../forecast/forecast.stories.ts'
import { stories as frequencies } from '../frequencies/frequencies.stories.ts'
import { stories as inbox } from '../inbox/inbox.stories.ts'
import { stories as leads } from '../leads/leads.stories.ts'
import { stories as profile } from '../profile/profile.stories.ts'
import { stories as relances } from '../relances/relances.stories.ts'
import { stories as rules } from '../rules/rules.stories.ts'
import { stories as runs } from '../runs/runs.stories.ts'
import { stories as settings } from '../settings/settings.stories.ts'
import { stories as templates } from '../templates/templates.stories.ts'
import { stories as users } from '../users/users.stories.ts'
import { stories as whatsApp } from '../whatsapp/whatsapp.stories.ts'
import type { Story } from './story.ts'

export const STORIES: readonly Story[] = [
  ...inbox,
  ...dashboard,
  ...leads,
  ...relances,
  ...rules,
  ...frequencies,
  ...templates,
  ...runs,
  ...absences,
  ...users,
  ...auditEvents,
  ...settings,
  ...profile,
  ...whatsApp,
  ...forecast,
  ...effect,
]
