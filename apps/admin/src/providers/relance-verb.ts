/** What a person can do to a relance: the last part of its address. */
export type RelanceVerb = 'open' | 'sent' | 'skip' | 'snooze' | 'outcome' | 'reassign' | 'undo'
