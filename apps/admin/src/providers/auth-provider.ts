/** Signing in with a session cookie: the panel itself holds no secret. */
import type { Me } from '@relance/contract'
import type { AuthProvider } from 'react-admin'
import { request } from './request.ts'

let known: Me | null = null

async function whoAmI(): Promise<Me> {
  known ??= (await request<Me>('auth/me')).json
  return known
}

export const authProvider: AuthProvider = {
  login: async ({ username, password }: { username: string; password: string }) => {
    known = (await request<Me>('auth/login', { method: 'POST', body: { email: username, password } })).json
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
    throw new Error('signed out')
  },
  getIdentity: async () => {
    const { id, name } = await whoAmI()
    return { id: id ?? 'token', fullName: name }
  },
  getPermissions: async () => (await whoAmI()).role,
}
