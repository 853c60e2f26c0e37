/** The session's token as a cookie that scripts cannot read and other sites cannot send. */
import { SESSION_MS } from '@relance/trigger'
import type { Request, Response } from 'express'
import type { Config } from '../environment/config.ts'
import { Refused } from './refused.ts'

const isSecure = ({ PUBLIC_URL }: Config): boolean => PUBLIC_URL?.startsWith('https:') === true

/** Browsers keep a `__Host-` cookie to this very host, over https alone; they refuse one over plain http. */
export const SESSION_COOKIE = 'relance_session'
export const hostCookie = (config: Config, name: string): string => (isSecure(config) ? `__Host-${name}` : name)
const nameOf = (config: Config): string => hostCookie(config, SESSION_COOKIE)

export const cookieOptions = (config: Config) =>
  ({ httpOnly: true, sameSite: 'strict', secure: isSecure(config), path: '/' }) as const

export function setSessionCookie(response: Response, config: Config, token: string): void {
  response.cookie(nameOf(config), token, { ...cookieOptions(config), maxAge: SESSION_MS })
}

export function clearSessionCookie(response: Response, config: Config): void {
  response.clearCookie(nameOf(config), cookieOptions(config))
}

export const sessionTokenOf = (request: Request, config: Config): string | null => cookieOf(request, nameOf(config))

/** Null for an empty one as well. */
export function cookieOf(request: Request, name: string): string | null {
  const cookies = (request.get('cookie') ?? '').split(';').map((part) => part.trim().split('='))
  return cookies.find(([one]) => one === name)?.[1] || null
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/** A cookie comes along by itself, so what changes something must come from our own pages, or from no page at all. */
export function refuseForeignPage(request: Request): void {
  if (READS.has(request.method)) return
  const site = request.get('sec-fetch-site')
  const origin = request.get('origin')
  const isForeign = site !== undefined ? site !== 'same-origin' && site !== 'none' : isOtherHost(origin, request)
  if (!isForeign) return
  const host = request.get('host') ?? ''
  throw new Refused('foreign_page', { params: { host, ...(origin !== undefined && { origin }) } })
}

function isOtherHost(origin: string | undefined, request: Request): boolean {
  return origin !== undefined && !(URL.canParse(origin) && new URL(origin).host === request.get('host'))
}
