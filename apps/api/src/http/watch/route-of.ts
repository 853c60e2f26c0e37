/** What a request is counted and written under: never the address itself, which may hold what somebody typed. */
import type { Request } from 'express'

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** Strangers may send any word as a method. */
export const methodOf = ({ method }: Pick<Request, 'method'>): string => (METHODS.has(method) ? method : 'other')

/** The template of the route (`/api/leads/:id`); `panel` for its files, `none` for an address that nothing answers. */
export function routeOf({ route }: Pick<Request, 'route'>, status: number): string {
  const path: unknown = route?.path
  // The panel answers every address that nothing else does with its page.
  if (typeof path === 'string' && path.startsWith('/') && !path.includes('*')) return path
  return status < 400 ? 'panel' : 'none'
}
