/** A browser in the middle of signing in: where it stands, and the cookie that its challenges are bound to. */
import { randomBytes } from 'node:crypto'
import type { Request, Response } from 'express'
import type { Config } from '../../environment/config.ts'
import { publicUrlOf } from '../../http/public-url.ts'
import { cookieOf, cookieOptions, hostCookie } from '../../http/session-cookie.ts'
import { type Site, siteOf, type SiteObstacle } from './site.pure.ts'

const NAME = 'relance_passkey'
const LIFE_MS = 10 * 60_000

export const siteFor = (config: Config, request: Request): Site | SiteObstacle =>
  siteOf({
    publicUrl: config.PUBLIC_URL,
    requested: publicUrlOf(config, request),
    origin: request.get('origin'),
  })

export interface SignInBrowser {
  site: Site | SiteObstacle
  language: string | undefined
  /** The secret it carries. */
  holder: string | null
  /** Gives it one that lasts for the challenges made now. */
  hold(): string
}

export function signInBrowser(config: Config, request: Request, response: Response): SignInBrowser {
  const holder = cookieOf(request, hostCookie(config, NAME))
  return {
    site: siteFor(config, request),
    language: request.headers['accept-language'],
    holder,
    hold: () => {
      const secret = holder ?? randomBytes(32).toString('base64url')
      response.cookie(hostCookie(config, NAME), secret, { ...cookieOptions(config), maxAge: LIFE_MS })
      return secret
    },
  }
}
