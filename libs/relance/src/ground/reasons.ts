/** Every reason the engine can give for not writing to a lead, and what it does to the enrolment. */

/**
 * `end`: the enrolment is over. `wait`: it waits until a known instant. `wait_for_event`: until its rule, its lead, its text or its
 * frequency changes. `isReversible`: a later change of the lead or rule lets an ended enrolment go
 * on where it stood; a lead that was closed and is open again begins a new episode instead.
 */
export const REASONS = {
  erased: { effect: 'end', isReversible: false },
  opted_out: { effect: 'end', isReversible: true },
  wrong_number: { effect: 'end', isReversible: true },
  phone_missing: { effect: 'end', isReversible: true },
  status_closed: { effect: 'end', isReversible: true },
  replied: { effect: 'end', isReversible: false },
  // What a closer has said, where no status of the lead says it.
  won: { effect: 'end', isReversible: false },
  lost: { effect: 'end', isReversible: false },
  contacted: { effect: 'end', isReversible: true },
  no_longer_matches: { effect: 'end', isReversible: true },
  held_out: { effect: 'end', isReversible: true },
  last_step: { effect: 'end', isReversible: false },
  restarted: { effect: 'end', isReversible: false },
  not_resumed: { effect: 'end', isReversible: false },
  rule_inactive: { effect: 'wait_for_event', isReversible: true },
  rule_paused: { effect: 'wait_for_event', isReversible: true },
  resuming: { effect: 'wait_for_event', isReversible: true },
  stop_suspected: { effect: 'wait_for_event', isReversible: true },
  no_opening: { effect: 'wait_for_event', isReversible: true },
  message_refused: { effect: 'wait_for_event', isReversible: true },
  message_incomplete: { effect: 'wait_for_event', isReversible: true },
  paused: { effect: 'wait', isReversible: true },
  minimum_gap: { effect: 'wait', isReversible: true },
  cap_reached: { effect: 'wait', isReversible: true },
  spread: { effect: 'wait', isReversible: true },
  outranked: { effect: 'wait', isReversible: true },
} as const satisfies Record<string, { effect: 'end' | 'wait' | 'wait_for_event'; isReversible: boolean }>

export type ReasonCode = keyof typeof REASONS
