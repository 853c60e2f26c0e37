/** What a route throws to refuse: a problem code, the refused fields, what the words need. */
import type { ProblemCode, Refusal } from '@relance/contract'

interface Details {
  refusals?: readonly Refusal[]
  params?: Readonly<Record<string, string | number>>
  headers?: Readonly<Record<string, string>>
  /** Further members of the problem, as the contract names them. */
  extras?: Readonly<Record<string, unknown>>
}

export class Refused extends Error {
  override name = 'Refused'
  readonly code: ProblemCode
  readonly details: Details

  constructor(code: ProblemCode, details: Details = {}) {
    super(code)
    this.code = code
    this.details = details
  }
}

export const refuseFields = (...refusals: Refusal[]): Refused => new Refused('invalid_body', { refusals })
