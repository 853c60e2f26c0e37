/** Keeps people and tokens apart in runs and in the audit log, which name both. */
import { readName } from '@relance/contract'
import type { EntityManager } from 'typeorm'
import { refuseFields } from '../http/refused.ts'

/** Also people who have left: the audit log still names them. @throws a 422 */
export async function refuseNameOfPerson(manager: EntityManager, name: string): Promise<void> {
  const people = await manager.query<{ name: string; email: string }[]>('select name, email from users')
  refuseAmong(
    name,
    people.flatMap((person) => [person.name, person.email]),
  )
}

/** @throws a 422 */
export async function refuseNameOfToken(manager: EntityManager, name: string): Promise<void> {
  const tokens = await manager.query<{ name: string }[]>('select name from api_tokens where revoked_at is null')
  refuseAmong(
    name,
    tokens.map((token) => token.name),
  )
}

function refuseAmong(name: string, taken: readonly string[]): void {
  if (taken.some((one) => readName(one) === readName(name)))
    throw refuseFields({ field: 'name', code: 'name_reserved' })
}
