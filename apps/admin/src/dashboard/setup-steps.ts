/** The way from an empty database to a first relance, step by step. */
import type { Setup } from '@relance/contract'

const UNASSIGNED = `/leads?${new URLSearchParams({ filter: JSON.stringify({ closerId_in: [null] }) })}`

export const SETUP_STEPS = [
  ['people', 'hasClosers', '/users/create'],
  ['leads', 'hasLeads', '/leads/import'],
  ['assigned', 'hasAssignedLeads', UNASSIGNED],
  ['templates', 'hasTemplates', '/templates/create'],
  ['frequencies', 'hasFrequencies', '/frequencies/create'],
  ['rules', 'hasRules', '/rules/create'],
  ['active', 'hasActiveRules', '/rules'],
  ['relances', 'hasRelances', '/runs'],
] as const satisfies readonly (readonly [string, keyof Setup, string])[]
