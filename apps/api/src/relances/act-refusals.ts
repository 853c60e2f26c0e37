/** Turns what keeps somebody from acting on a relance into a problem. */
import type { Acted, ActRefusal } from '@relance/relance'
import { SNOOZE_MAX_DAYS } from '@relance/relance/core'
import { instantFormat, type Language } from '@relance/contract'
import { Refused, refuseFields } from '../http/refused.ts'

/** @throws when the action was refused. */
export function refuseAct(acted: Acted, language: Language): void {
  if (acted.ok) return
  const { refused } = acted
  switch (refused.why) {
    case 'taken':
      throw new Refused('taken', { params: { name: refused.name } })
    case 'already_settled':
      throw new Refused('already_settled', {
        params: { state: refused.state, ...(refused.name && { name: refused.name }) },
      })
    case 'move_refused':
      throw new Refused('move_refused', { params: { state: refused.state } })
    case 'not_yet':
      throw notYet(refused, language)
    case 'outside_window':
      throw outsideWindow(refused, language)
    case 'no_longer_allowed':
      throw new Refused('no_longer_allowed', { params: { reason: refused.reason } })
    case 'undo_too_late':
      throw new Refused('undo_too_late', { params: { minutes: refused.minutes } })
    case 'snooze_past':
    case 'snooze_too_far':
      throw refuseFields({ field: 'until', code: refused.why, params: { days: SNOOZE_MAX_DAYS } })
    case 'no_opening':
      throw refuseFields({ field: 'until', code: 'snooze_too_far', params: { days: SNOOZE_MAX_DAYS } })
    default:
      throw new Refused(refused.why)
  }
}

type Outside = Extract<ActRefusal, { why: 'outside_window' }>

/** In the time of the lead's window. */
function notYet({ until, timeZone }: Extract<ActRefusal, { why: 'not_yet' }>, language: Language): Refused {
  const day = instantFormat(language, { dateStyle: 'full', timeStyle: 'short', timeZone })
  return new Refused('not_yet', {
    params: { until: day.format(until) },
    extras: { until: new Date(until).toISOString() },
  })
}

/** As it travels. */
export function viewClosed({ opensAt, timeZone, mayOverride }: Pick<Outside, 'opensAt' | 'timeZone' | 'mayOverride'>) {
  return { opensAt: opensAt === null ? null : new Date(opensAt).toISOString(), timeZone, mayOverride }
}

/** Said in the lead's own time, which is what the person may not have in mind. */
function outsideWindow({ at, opensAt, timeZone, mayOverride }: Outside, language: Language): Refused {
  const time = instantFormat(language, { timeStyle: 'short', timeZone }).format(at)
  const day = instantFormat(language, { dateStyle: 'full', timeStyle: 'short', timeZone })
  return new Refused('outside_window', {
    params: { time, ...(opensAt !== null && { opensAt: day.format(opensAt) }) },
    extras: viewClosed({ opensAt, timeZone, mayOverride }),
  })
}
