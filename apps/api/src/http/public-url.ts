/** The address people reach this server at. */
import type { Request } from 'express'
import type { Config } from '../environment/config.ts'

/** PUBLIC_URL; without it, the address this request was sent to, which only answers to this very request may use. */
export const publicUrlOf = ({ PUBLIC_URL }: Config, request: Request): string =>
  PUBLIC_URL ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`
