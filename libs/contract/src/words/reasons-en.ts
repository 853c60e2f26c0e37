/** Why, why not and when, in English. */
import { leadFieldNames } from '@relance/leads/fields'
import type { ReasonWords } from './reasons.ts'

export const reasonsEn = {
  summary: {
    stopped: 'All follow-ups are stopped: this lead will not be followed up until they go on.',
    now: 'A scan at this instant would follow this lead up by the rule “{rule}”, step {step} of {steps}; the message is handed over on {deliverAt}.',
    planned:
      'The next follow-up is planned for {deliverAt}, by the rule “{rule}” (step {step} of {steps}), if nothing changes until then.',
    refused: 'No rule may follow this lead up. {why}',
    recorded: 'The run of {decidedAt} followed this lead up by the rule “{rule}”, step {step} of {steps}.',
    notRecorded: 'The last run before this instant, on {decidedAt}, did not follow this lead up.',
    beforeRuns: 'No run had come before this instant.',
    none: 'No follow-up is planned within the coming year if nothing changes.',
  },
  verdicts: {
    recorded: {
      why: 'Step {step} of {steps} is due and nothing keeps it back: the message is handed over on {deliverAt}.',
      remedy: '',
    },
    not_due: { why: 'Step {step} of {steps} is due on {until} only.', remedy: 'It comes by itself.' },
    not_in_audience: {
      why: 'The lead does not meet the conditions of the rule.',
      remedy: '[It will on {matchesFrom} if nothing else changes.]',
    },
    not_noticed: {
      why: 'The lead meets the conditions, but has not been looked at again since it does.',
      remedy: 'It will be when the lead or the rule changes next.',
    },
    engine_stopped: {
      why: 'Step {step} of {steps} is due, but all follow-ups are stopped.',
      remedy: 'A manager can let them go on in the settings.',
    },
    awaiting_run: {
      why: 'Step {step} of {steps} was due and was waiting for a run.',
      remedy: '',
    },
    not_recorded: { why: 'Nothing is on record of this lead in this rule at that instant.', remedy: '' },
    erased: { why: 'The data of this lead was erased.', remedy: 'That is final.' },
    opted_out: {
      why: 'The lead asked not to be contacted again.',
      remedy: 'That is their choice: no rule overrides it.',
    },
    wrong_number: {
      why: 'The number of this lead is wrong.',
      remedy: 'Enter the right number and take the “wrong number” mark off.',
    },
    phone_missing: {
      why: 'The number of this lead is not known: the lead hides it, and only WhatsApp can write, by a rule that sends by itself.',
      remedy: 'Ask the lead for the number and enter it on its page.',
    },
    status_closed: {
      why: 'The status of this lead[, “{status}”,] is closed.',
      remedy: 'Give it an open status if it is to be followed up.',
    },
    replied: {
      why: 'The lead replied: this rule no longer follows it up.',
      remedy: 'Go on with the conversation yourself.',
    },
    won: {
      why: 'The closer has noted “won”: this rule no longer follows the lead up.',
      remedy: 'Undo the outcome if it was noted by mistake.',
    },
    lost: {
      why: 'The closer has noted “lost”: this rule no longer follows the lead up.',
      remedy: 'Undo the outcome if it was noted by mistake.',
    },
    no_longer_matches: {
      why: 'The lead no longer meets the conditions of the rule.',
      remedy: '[It will again on {matchesFrom} if nothing else changes.]',
    },
    held_out: {
      why: 'This lead is in the control group of the rule: it is not followed up, so that the effect of the rule can be measured.',
      remedy: 'Lower the share of the control group in the rule if it must be followed up.',
    },
    contacted: {
      why: 'You have been in contact with this lead since the rule wrote, and the rule ends on a contact.',
      remedy: 'Take the contact back if it was noted by mistake.',
    },
    last_step: {
      why: 'Every step of the rule has been done for this lead.',
      remedy: 'This rule begins anew if the lead comes back, as it provides; another one may follow it up meanwhile.',
    },
    restarted: {
      why: 'This episode ended because a new one began.',
      remedy: 'The new episode tells what comes next.',
    },
    not_resumed: {
      why: 'The rule was switched on without resuming the leads that were midway: this episode is over.',
      remedy: 'This rule begins anew if the lead comes back, as it provides.',
    },
    rule_inactive: { why: 'The rule is not active.', remedy: 'Activate it to let it follow leads up.' },
    rule_paused: {
      why: 'The rule is paused: its messages do not get through.',
      remedy: 'Its page says why; correct that, then resume it.',
    },
    resuming: {
      why: 'The rule has just resumed: the date of this step is about to be worked out again.',
      remedy: 'Wait a moment.',
    },
    no_opening: {
      why: 'The frequency allows no sending within the coming year.',
      remedy: 'Widen its days or hours.',
    },
    message_refused: {
      why: 'The message would be blank or too long for this lead.',
      remedy: 'Complete the lead, or correct the template.',
    },
    stop_suspected: {
      why: 'A message of the lead seems to ask to stop: everything waits for a person’s answer.',
      remedy: 'Answer the question on the page of the lead.',
    },
    message_incomplete: {
      why: 'A value is missing in the message[: {missing}].',
      remedy: 'Complete the lead, or correct the template: the step then goes on by itself.',
    },
    paused: { why: 'The follow-ups of this lead are paused[ until {until}].', remedy: 'They go on by themselves.' },
    minimum_gap: {
      why: 'The last follow-up of this lead, or the last contact, is too close[: not before {until}].',
      remedy: 'It comes by itself.',
    },
    cap_reached: {
      why: 'This lead has had as many follow-ups as the settings allow[: not before {until}].',
      remedy: 'It comes by itself; the cap is in the settings.',
    },
    spread: {
      why: 'This follow-up was moved to spread the load[: not before {until}].',
      remedy: 'Just wait, or undo the spreading.',
    },
    outranked: {
      why: 'Another rule goes first[: “{winner}”][; this one waits until {until}].',
      remedy: 'A higher priority would let it go first.',
    },
  },
  checks: {
    erased: { passed: 'The data of the lead is there.', failed: 'The data of the lead was erased on {seen}.' },
    opted_out: {
      passed: 'The lead accepts to be contacted.',
      failed: 'The lead asked on {seen} not to be contacted again.',
    },
    wrong_number: {
      passed: 'The number is not reported as wrong.',
      failed: 'The number is wrong[ (reported on {seen})].',
    },
    phone_missing: { passed: 'This rule can reach the lead.', failed: 'The number of the lead is not known.' },
    status_closed: { passed: 'The status “{seen}” is open.', failed: 'The status “{seen}” is closed.' },
    rule_inactive: { passed: 'The rule is active.', failed: 'The rule is not active.' },
    no_longer_matches: {
      passed: 'The conditions of the rule do not keep it back.',
      failed: 'The lead does not meet the conditions of the rule.',
    },
    held_out: {
      passed: 'The lead is not in the control group.',
      failed: 'The lead is in the control group of the rule.',
    },
    last_step: { passed: 'Step {seen} of {steps} is still to come.', failed: 'Every step has been done.' },
    stop_suspected: {
      passed: 'Nothing suggests that the lead asks to stop.',
      failed: 'A message of the lead seems to ask to stop, since {seen}.',
    },
    rule_paused: { passed: 'The rule is not paused.', failed: 'The rule is paused.' },
    resuming: {
      passed: 'The date of the step allows for the time the rule was paused.',
      failed: 'The rule resumed on {seen}: the date of the step is about to be worked out again.',
    },
    paused: { passed: 'The lead is not paused.', failed: 'The lead is paused until {until}.' },
    no_opening: {
      passed: 'The frequency allows sending on {seen}.',
      failed: 'The frequency allows no sending within the coming year.',
    },
    minimum_gap: {
      passed: 'No follow-up and no contact is too close[ (the latest: {seen})].',
      failed: 'The follow-up or contact of {seen} is too close: not before {until}.',
    },
    cap_reached: {
      passed: 'No cap on follow-ups is reached.',
      failed: 'A cap on follow-ups is reached: not before {until}.',
    },
  },
  shifts: {
    clock_skipped: 'The clocks change: the hour wanted does not exist that day and is moved forward.',
    clock_repeated: 'The clocks change: the hour wanted comes twice that day, the first one counts.',
    awaited_audience: 'The conditions of the rule will be met on {to} only.',
    awaited_scan: 'Due since {from}, it waits for a scan: {to} at the earliest.',
    paused: 'The lead is paused: moved to {to}.',
    contacted: '[{contact}: ]the step counts from the contact and moves to {to}.',
    minimum_gap: 'Minimum gap[ after this: {contact}]: moved to {to}.',
    cap_reached: 'Cap on follow-ups of a lead: moved to {to}.',
    spread: 'Load spread: moved to {to}.',
    outranked: 'A rule of higher rank goes first: moved to {to}.',
    day_not_allowed: 'The frequency does not send on that day: moved to {to}.',
    holiday: 'Public holiday: moved to {to}.',
    outside_hours: 'Outside the sending hours: moved to {to}.',
    resumed: 'Follow-ups were stopped: resumed on {to}.',
  },
  contacts: {
    call: { outbound: 'call of {at}[ ({who})]', inbound: 'call by the lead of {at}' },
    meeting: { outbound: 'meeting of {at}[ ({who})]', inbound: 'meeting of {at}' },
    message: { outbound: 'message of {at}[ ({who})]', inbound: 'message by the lead of {at}' },
    email: { outbound: 'email of {at}[ ({who})]', inbound: 'email by the lead of {at}' },
    other: { outbound: 'contact of {at}[ ({who})]', inbound: 'contact by the lead of {at}' },
  },
  anchors: {
    last_contact: '{delay} after the last contact ({at}): due on {dueAt}.',
    creation: '{delay} after the lead was created ({at}): due on {dueAt}.',
    delivery: '{delay} after the follow-up before ({at}): due on {dueAt}.',
    confirmation: '{delay} after the confirmed sending ({at}): due on {dueAt}.',
    reopening: '{delay} after the lead was re-opened ({at}): due on {dueAt}.',
    submission: '{delay} after the new request ({at}): due on {dueAt}.',
    silence: '{delay} after a long silence ({at}): due on {dueAt}.',
    restart: '{delay} after the new start ({at}): due on {dueAt}.',
  },
  due: 'Due on {dueAt}.',
  delivery: 'Handed over on {deliverAt} at the earliest.',
  delays: {
    minutes: ['{count} minute', '{count} minutes'],
    hours: ['{count} hour', '{count} hours'],
    days: ['{count} day', '{count} days'],
    workingDays: ['{count} working day', '{count} working days'],
    weeks: ['{count} week', '{count} weeks'],
  },
  fields: {
    ...leadFieldNames('en'),
    createdAt: 'Creation',
    relanceCount: 'Number of follow-ups',
    lastRelanceAt: 'Last follow-up',
  },
  operators: {
    '=': '{field} is {value}',
    '!=': '{field} is not {value}',
    in: '{field} is one of {value}',
    notIn: '{field} is none of {value}',
    null: '{field} is empty',
    notNull: '{field} is filled in',
    '<': '{field} is before {value}',
    '<=': '{field} is at most {value}',
    '>': '{field} is after {value}',
    '>=': '{field} is at least {value}',
    between: '{field} is between {value}',
    contains: '{field} contains {value}',
    beginsWith: '{field} begins with {value}',
    olderThan: '{field}: {value} ago or more',
    newerThan: '{field}: less than {value} ago',
  },
  seen: '{condition} (seen: {seen})',
  quoted: '“{value}”',
  statuses: {
    new: 'new',
    contacted: 'contacted',
    meeting: 'meeting',
    proposal: 'proposal',
    won: 'won',
    lost: 'lost',
  },
  missing: 'nothing',
  everyLead: 'Every lead.',
  truth: { true: 'true', false: 'false' },
} as const satisfies ReasonWords
