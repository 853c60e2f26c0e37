/** The session's token as a cookie that scripts cannot read and other sites cannot send. */
import type { Request, Response } from 'express'
import type { Config } from '../config.ts'
import { Refused } from '../http/refused.ts'
import { SESSION_MS } from './sessions.ts'

const NAME = 'relance_session'

const options = ({ PUBLIC_URL }: Config) =>
  ({ httpOnly: true, sameSite: 'strict', secure: PUBLIC_URL?.startsWith('https:') === true, path: '/' }) as const

export function setSessionCookie(response: Response, config: Config, token: string): void {
  response.cookie(NAME, token, { ...options(config), maxAge: SESSION_MS })
}

export function clearSessionCookie(response: Response, config: Config): void {
  response.clearCookie(NAME, options(config))
}

export function sessionTokenOf(request: Request): string | null {
  const cookies = (request.get('cookie') ?? '').split(';').map((part) => part.trim())
  return cookies.find((cookie) => cookie.startsWith(`${NAME}=`))?.slice(NAME.length + 1) || null
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/** A cookie comes along by itself, so what changes something must come from our own pages. */
export function refuseForeignPage(request: Request): void {
  if (READS.has(request.method)) return
  const site = request.get('sec-fetch-site')
  const origin = request.get('origin')
  const isForeign = site !== undefined ? site !== 'same-origin' && site !== 'none' : isOtherHost(origin, request)
  if (isForeign) throw new Refused('forbidden')
}

function isOtherHost(origin: string | undefined, request: Request): boolean {
  return origin !== undefined && !(URL.canParse(origin) && new URL(origin).host === request.get('host'))
}
