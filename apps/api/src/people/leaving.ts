/** What has to be settled before a person can leave, or stop being admin. */
import type { UserUpdate } from '@relance/contract'
import { isOpenItem } from '@relance/relance/sql'
import type { EntityManager } from 'typeorm'
import { User } from './user.entity.ts'
import { Refused, refuseFields } from '../http/refused.ts'

/** @throws a 409 when nobody would be left to manage people. Admins are locked, so that two cannot leave at once. */
export async function refuseLastAdmin(manager: EntityManager, before: User, fields: UserUpdate): Promise<void> {
  const stays = (fields.role ?? before.role) === 'admin' && fields.disabled !== true
  if (before.role !== 'admin' || before.disabledAt !== null || stays) return
  const admins = await manager.query<{ id: string }[]>(
    `select id from users where role = 'admin' and disabled_at is null order by id for update`,
  )
  if (admins.every((admin) => admin.id === before.id)) throw new Refused('last_admin')
}

/**
 * Gives the leads of a person to another one, or to nobody (null); their open relances follow. @throws a 409 that says
 * how many leads there are, when nobody was named.
 */
export async function handOver(manager: EntityManager, from: string, to: string | null | undefined): Promise<void> {
  const [{ leads }] = await manager.query<[{ leads: number }]>(
    'select count(*)::int as leads from leads where closer_id = $1',
    [from],
  )
  if (to === undefined) {
    if (leads > 0) throw new Refused('takeover_needed', { params: { leads } })
    return
  }
  if (to !== null && (to === from || !(await isActiveUser(manager, to)))) {
    throw refuseFields({ field: 'takeOverBy', code: 'user_unknown' })
  }
  await manager.query('update leads set closer_id = $2, updated_at = now() where closer_id = $1', [from, to])
  await manager.query(`update relances r set closer_id = $2 where closer_id = $1 and ${isOpenItem('r')}`, [from, to])
  await manager.query('update absences set stand_in_id = null where stand_in_id = $1 and to_on >= current_date', [from])
}

export async function isActiveUser(manager: EntityManager, id: string): Promise<boolean> {
  return (await manager.query<unknown[]>('select from users where id = $1 and disabled_at is null', [id])).length > 0
}
