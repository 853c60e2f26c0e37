/** Signing in with a session cookie: the panel itself holds no secret. */
import type { Me, PasskeyAnswer } from '@relance/contract'
import { accessTo, mayCall, type Role } from '@relance/contract/matrix'
import type { AuthProvider } from 'react-admin'
import { preferencesOf } from './preferences.ts'
import { reach } from './reach.ts'
import { keepFor, letAllGo } from './kept.ts'
import { forgetSessionEnd, hasSessionEnded, noteSessionEnd } from './session-end.ts'
import { inSteps } from './sign-in-step.ts'
import { beginSession, request } from './request.ts'

let known: Me | null = null

/** The sign-in page is shown once, however many requests are refused, and however late. */
let isLeaving = false
/** By then it is there. */
const LEFT_AFTER_MS = 500
const isAtSignIn = (): boolean => window.location.hash.startsWith('#/login')
/** Nobody needs to be signed in there, and nobody is sent away. */
const isAtOpenPage = (): boolean => isAtSignIn() || window.location.hash.startsWith('#/welcome/')

/** The page that was asked for when nobody was signed in. */
let wanted: string | null = null

function rememberPage(): void {
  const place = window.location.hash.slice(1)
  if (place && !isAtOpenPage()) wanted = place
}

const isSignedOut = (error: unknown): boolean => (error as { status?: number }).status === 401
let asking: Promise<Me> | null = null

/** That it cannot be asked says nothing about who is signed in: nobody is signed out for it. */
async function ask(): Promise<Me> {
  try {
    return await reach(async () => (await request<Me>('auth/me')).json, isSignedOut)
  } finally {
    asking = null
  }
}

async function whoAmI(): Promise<Me> {
  if (known) return known
  asking ??= ask()
  try {
    const me = await asking
    known = me
    keepFor(me.id ?? '')
    preferencesOf(me.id ?? '')
    return me
  } catch (error) {
    rememberPage()
    throw error
  }
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

interface SignIn {
  username: string
  password: string
  /** Of the second step. */
  code?: string
  passkey?: PasskeyAnswer
}

/** Whose role must have a second factor sets it up before anything else. */
const SET_UP = '/second-factor'
/** Not thrown: react-admin would sign the person out. */
function setUpFirst(): void {
  if (!window.location.hash.startsWith(`#${SET_UP}`)) window.location.hash = SET_UP
}

export const authProvider: AuthProvider = {
  login: async ({ username, password, code, passkey }: SignIn) => {
    const body = { email: username, password, ...(code ? { code } : passkey && { passkey }) }
    known = await inSteps(async () => (await request<Me>('auth/login', { method: 'POST', body })).json)
    beginSession()
    forgetSessionEnd()
    keepFor(known.id ?? '')
    preferencesOf(known.id ?? '')
    const redirectTo = wanted
    wanted = null
    if (known.secondFactorMissing) return { redirectTo: SET_UP }
    return redirectTo ? { redirectTo } : undefined
  },
  logout: async () => {
    const isSignedIn = known !== null
    known = null
    if (isLeaving || isAtSignIn()) return false
    if (!hasSessionEnded()) letAllGo()
    isLeaving = true
    // Signing out ends push on this device; an expired session does not.
    if (isSignedIn) await import('./push.ts').then(({ turnPushOff }) => turnPushOff()).catch(() => undefined)
    await request('auth/logout', { method: 'POST' }).catch(() => undefined)
    setTimeout(() => {
      isLeaving = false
    }, LEFT_AFTER_MS)
    return undefined
  },
  checkAuth: async () => {
    const { secondFactorMissing = false } = await whoAmI()
    if (secondFactorMissing) setUpFirst()
  },
  checkError: async ({ status, body }: { status?: number; body?: { code?: string } }) => {
    if (body?.code === 'second_factor_missing') setUpFirst()
    if (status !== 401 || isAtOpenPage()) return
    if (known) noteSessionEnd()
    known = null
    rememberPage()
    throw new Error('signed out')
  },
  getIdentity: async () => {
    const { id, name, email } = await whoAmI()
    return { id: id ?? 'token', fullName: name, email }
  },
  canAccess: async ({ resource, action }: { resource: string; action: string }) =>
    isAllowed((await whoAmI()).role, resource, action),
  getPermissions: async () => (await whoAmI()).role,
}
