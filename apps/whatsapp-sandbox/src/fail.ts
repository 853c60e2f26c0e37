/** Answers an error in the Cloud API's envelope. */
import { randomBytes } from 'node:crypto'
import { envelope, type GraphError } from './graph-error.ts'
import { answer, type Call } from './http.ts'

export const fail = (call: Call, error: GraphError): void =>
  answer(call, error.status, envelope(error, randomBytes(8).toString('base64url')))
