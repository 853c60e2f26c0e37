/** What the box of commands offers besides leads, and how it is found by what somebody types. */
import type { WordKey } from '../i18n/use-words.ts'

export interface Command {
  words: WordKey
  /** Null: it is done at once, on whatever page one is. */
  to: string | null
  /** Who may call this may use the command. */
  route: readonly [method: string, path: string]
}

export const COMMANDS: readonly Command[] = [
  { words: 'inbox.title', to: '/inbox', route: ['GET', '/api/relances'] },
  { words: 'inbox.awaiting', to: '/inbox?view=awaiting', route: ['GET', '/api/relances'] },
  { words: 'resources.leads.name', to: '/leads', route: ['GET', '/api/leads'] },
  { words: 'ra.page.dashboard', to: '/', route: ['POST', '/api/runs'] },
  { words: 'resources.relances.name', to: '/relances', route: ['GET', '/api/relances'] },
  { words: 'resources.rules.name', to: '/rules', route: ['GET', '/api/rules'] },
  { words: 'resources.frequencies.name', to: '/frequencies', route: ['GET', '/api/frequencies'] },
  { words: 'resources.templates.name', to: '/templates', route: ['GET', '/api/templates'] },
  { words: 'resources.runs.name', to: '/runs', route: ['GET', '/api/runs'] },
  { words: 'resources.users.name', to: '/users', route: ['GET', '/api/users'] },
  { words: 'resources.audit-events.name', to: '/audit-events', route: ['GET', '/api/audit-events'] },
  { words: 'settings.title', to: '/settings', route: ['GET', '/api/settings/schedule'] },
  { words: 'profile.title', to: '/profile', route: ['GET', '/api/auth/sessions'] },
  { words: 'command.new_lead', to: '/leads/create', route: ['POST', '/api/leads'] },
  { words: 'command.import', to: '/leads/import', route: ['POST', '/api/leads/import'] },
  { words: 'command.new_rule', to: '/rules/create', route: ['POST', '/api/rules'] },
  { words: 'command.new_template', to: '/templates/create', route: ['POST', '/api/templates'] },
  { words: 'run.now', to: null, route: ['POST', '/api/runs'] },
]

/** Small letters without accents: “Règles” is found by “regles”. */
const squeezed = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’'ʼ‘]/g, ' ')
    .toLowerCase()

/** Those whose name has every word that was typed; all of them for an empty text. */
export function commandsFor<Named extends { name: string }>(commands: readonly Named[], text: string): Named[] {
  const words = squeezed(text).split(/\s+/).filter(Boolean)
  return commands.filter(({ name }) => words.every((word) => squeezed(name).includes(word)))
}
