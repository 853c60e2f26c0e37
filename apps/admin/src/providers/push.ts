/** Push on this device: whether the browser can, whether it is on, on and off. Who turned it on is kept beside the subscription. */
import type { Notices, NoticesUpdate, PushDevice } from '@relance/contract'
import { request } from './request.ts'

/** `needs_install`: on iPhone and iPad, push works only for the installed app. */
export type PushSupport = 'yes' | 'needs_install' | 'no'

const KEPT = 'relance.push'

interface Kept {
  userId: string
  deviceId: string
}

export const isIos = (): boolean =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) || (/Mac/.test(navigator.platform) && navigator.maxTouchPoints > 1)

export const isInstalled = (): boolean =>
  window.matchMedia('(display-mode: standalone)').matches || (navigator as { standalone?: boolean }).standalone === true

export function pushSupport(): PushSupport {
  if ('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window) return 'yes'
  return isIos() && !isInstalled() ? 'needs_install' : 'no'
}

function readKept(): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? 'null') as Kept | null
  } catch {
    return null
  }
}

/** The device of this browser among those of the person; null when it is off. */
export const deviceHere = (userId: string): string | null => {
  const kept = readKept()
  return kept?.userId === userId ? kept.deviceId : null
}

/** A page without a worker (a development server) has no registration, and `ready` would never come. */
async function subscriptionHere(): Promise<PushSubscription | null> {
  if (pushSupport() !== 'yes') return null
  const registration = await navigator.serviceWorker.getRegistration()
  return (await registration?.pushManager.getSubscription()) ?? null
}

/** @throws what the browser or the server refuses. Resolves with false when the person has refused. */
export async function turnPushOn(userId: string, publicKey: string): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false
  const registration = await navigator.serviceWorker.ready
  const before = await registration.pushManager.getSubscription()
  // Of an earlier installation, whose key is another one: the browser would refuse the new one.
  if (before && !isFor(before, publicKey)) await before.unsubscribe()
  const options = { userVisibleOnly: true, applicationServerKey: publicKey }
  await keep(userId, await registration.pushManager.subscribe(options))
  return true
}

function isFor(subscription: PushSubscription, publicKey: string): boolean {
  const key = new Uint8Array(subscription.options.applicationServerKey ?? new ArrayBuffer(0))
  const text = btoa(String.fromCharCode(...key))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '') === publicKey
}

async function keep(userId: string, subscription: PushSubscription): Promise<void> {
  const { json } = await request<PushDevice>('notices/devices', { method: 'POST', body: subscription.toJSON() })
  localStorage.setItem(KEPT, JSON.stringify({ userId, deviceId: json.id } satisfies Kept))
}

/** Unsubscribes in the browser first, so that nothing arrives even when the server cannot be reached. */
export async function turnPushOff(): Promise<void> {
  const kept = readKept()
  localStorage.removeItem(KEPT)
  await (await subscriptionHere())?.unsubscribe()
  if (kept) await request(`notices/devices/${kept.deviceId}`, { method: 'DELETE' }).catch(() => undefined)
}

/**
 * Confirms the subscription under the current session. A subscription of another person on this browser ends:
 * the browser is no longer theirs.
 */
export async function renewPush(userId: string): Promise<void> {
  const subscription = await subscriptionHere().catch(() => null)
  if (!subscription) {
    localStorage.removeItem(KEPT)
    return
  }
  if (readKept()?.userId === userId) await keep(userId, subscription).catch(() => undefined)
  else await turnPushOff()
}

export const readNotices = async (): Promise<Notices> => (await request<Notices>('notices')).json

export const changeNotices = async (fields: NoticesUpdate): Promise<Notices> =>
  (await request<Notices>('notices', { method: 'PUT', body: fields })).json

export async function removeDevice(id: string): Promise<void> {
  await request(`notices/devices/${id}`, { method: 'DELETE' })
}
