/** `/.well-known/security.txt` (RFC 9116): whom to tell of a weakness in private. Absent while nobody is named. */
import type { RequestHandler } from 'express'
import type { Config } from '../../environment/config.ts'
import { DAY } from '@relance/relance/core'

const PATH = '/.well-known/security.txt'
/** How long a copy may be believed: the standard asks for less than a year. */
const VALID_MS = 90 * DAY

/** @returns null while no contact is configured. */
export function serveSecurityText({ SECURITY_CONTACT, PUBLIC_URL }: Config): RequestHandler | null {
  if (!SECURITY_CONTACT) return null
  const canonical = PUBLIC_URL && `Canonical: ${new URL(PATH, PUBLIC_URL).href}`
  return (request, response, next) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (!isRead || request.path !== PATH) return next()
    const expires = new Date(Math.floor((Date.now() + VALID_MS) / DAY) * DAY).toISOString()
    const lines = [`Contact: ${SECURITY_CONTACT}`, `Expires: ${expires}`, 'Preferred-Languages: fr, en', canonical]
    response.set('Cache-Control', 'public, max-age=86400').type('text/plain')
    response.send(`${lines.filter(Boolean).join('\n')}\n`)
  }
}
