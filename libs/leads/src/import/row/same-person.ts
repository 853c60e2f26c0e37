/** Whether a line and a lead are the same person: an id alone is no proof, since lists number their lines. */
import { tokensOf } from './words.ts'

export interface Person {
  firstName: string | null
  lastName: string | null
  email: string | null
}

const nameOf = ({ firstName, lastName }: Person): string =>
  firstName && lastName ? tokensOf(`${firstName} ${lastName}`).sort().join(' ') : ''

/** The same address, or the same first and last name in any order. What one of them does not say proves nothing. */
export function isSamePerson(one: Person, other: Person): boolean {
  if (one.email && one.email.toLowerCase() === other.email?.toLowerCase()) return true
  return nameOf(one) !== '' && nameOf(one) === nameOf(other)
}
