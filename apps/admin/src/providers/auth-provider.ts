/** Signing in with a session cookie: the panel itself holds no secret. */
import type { Me } from '@relance/contract'
import { accessTo, mayCall, type Role } from '@relance/contract/matrix'
import type { AuthProvider } from 'react-admin'
import { request } from './request.ts'

let known: Me | null = null

/** The page that was asked for when nobody was signed in. Several requests may be refused at once: what the sign-in page asks does not count. */
let wanted: string | null = null

function rememberPage(): void {
  const place = window.location.hash.slice(1)
  if (place && !place.startsWith('/login')) wanted = place
}

async function whoAmI(): Promise<Me> {
  try {
    known ??= (await request<Me>('auth/me')).json
  } catch (error) {
    if ((error as { status?: number }).status === 401) rememberPage()
    throw error
  }
  return known
}

/** The route behind each thing react-admin asks about. */
const ROUTES: Readonly<Record<string, (resource: string) => readonly [method: string, path: string]>> = {
  list: (resource) => ['GET', `/api/${resource}`],
  show: (resource) => ['GET', `/api/${resource}/:id`],
  create: (resource) => ['POST', `/api/${resource}`],
  edit: (resource) => ['PUT', `/api/${resource}/:id`],
  delete: (resource) => ['DELETE', `/api/${resource}/:id`],
  export: (resource) => ['GET', `/api/${resource}/export`],
}

/** By the server's own matrix; the server decides again. Settings are one record each, without an id in their path. */
function isAllowed(role: Role, resource: string, action: string): boolean {
  const [method = '', path = ''] = ROUTES[action]?.(resource) ?? []
  const least = accessTo(method, resource.startsWith('settings/') ? path.replace('/:id', '') : path)
  return least !== null && least !== 'public' && least !== 'cron' && mayCall(role, least)
}

export const authProvider: AuthProvider = {
  login: async ({ username, password }: { username: string; password: string }) => {
    known = (await request<Me>('auth/login', { method: 'POST', body: { email: username, password } })).json
    const redirectTo = wanted
    wanted = null
    return redirectTo ? { redirectTo } : undefined
  },
  logout: async () => {
    known = null
    await request('auth/logout', { method: 'POST' }).catch(() => undefined)
  },
  checkAuth: async () => {
    await whoAmI()
  },
  checkError: async ({ status }: { status?: number }) => {
    if (status !== 401) return
    known = null
    rememberPage()
    throw new Error('signed out')
  },
  getIdentity: async () => {
    const { id, name } = await whoAmI()
    return { id: id ?? 'token', fullName: name }
  },
  canAccess: async ({ resource, action }: { resource: string; action: string }) =>
    isAllowed((await whoAmI()).role, resource, action),
  getPermissions: async () => (await whoAmI()).role,
}
