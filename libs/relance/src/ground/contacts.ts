/** What was said to or by a lead outside the engine: its kinds, who spoke, and where it is known from. */

export const CONTACT_KINDS = ['call', 'meeting', 'message', 'email', 'other'] as const
export type ContactKind = (typeof CONTACT_KINDS)[number]

/** `outbound`: by us. `inbound`: by the lead. */
export const CONTACT_DIRECTIONS = ['outbound', 'inbound'] as const
export type ContactDirection = (typeof CONTACT_DIRECTIONS)[number]

/**
 * `person`: noted by hand. `received`: the lead wrote. `echo`: we wrote on the phone of the same number. `import`: the column of a
 * file. `outcome`: told by the outcome of a relance. `field`: an instant written to `lastContactAt`.
 */
export const CONTACT_SOURCES = ['person', 'received', 'echo', 'import', 'outcome', 'field'] as const
export type ContactSource = (typeof CONTACT_SOURCES)[number]

/** These can be taken back as such: what the lead wrote stands, and an outcome is undone where it was given. */
export const RETRACTABLE_SOURCES = ['person', 'echo', 'import', 'field'] as const satisfies readonly ContactSource[]

/** One contact that stands, as decisions and explanations look at it. `at` in milliseconds, UTC. */
export interface ContactFact {
  id: string
  kind: ContactKind
  direction: ContactDirection
  at: number
  source: ContactSource
  actorName: string
  /** When it became known. */
  notedAt?: number
}
