/** The person's notification settings, and whether this device receives push. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useGetIdentity, useNotify } from 'react-admin'
import { deviceHere, pushSupport, readNotices, turnPushOff, turnPushOn } from '../providers/push.ts'

export const NOTICES_KEY = ['notices']

export const useNotices = () => useQuery({ queryKey: NOTICES_KEY, queryFn: readNotices })

export function usePush() {
  const queries = useQueryClient()
  const notify = useNotify()
  const { data: identity } = useGetIdentity()
  const { data } = useNotices()
  const [isBusy, setIsBusy] = useState(false)
  const userId = String(identity?.id ?? '')
  const here = deviceHere(userId)
  const isOn = data?.devices.some(({ id }) => id === here) ?? false
  const change = async (work: () => Promise<void>): Promise<void> => {
    setIsBusy(true)
    try {
      await work()
    } catch (refusal) {
      // Only errors of the server have texts in our languages; a browser's error is replaced.
      const hasWords = typeof (refusal as { status?: unknown }).status === 'number'
      notify(hasWords ? (refusal as Error).message : 'notices.failed', { type: 'error' })
    }
    await queries.invalidateQueries({ queryKey: NOTICES_KEY })
    setIsBusy(false)
  }
  const turnOn = (): Promise<void> =>
    change(async () => {
      const isGranted = await turnPushOn(userId, data?.publicKey ?? '')
      notify(isGranted ? 'notices.is_on' : 'notices.denied', { type: isGranted ? 'success' : 'warning' })
    })
  return {
    support: pushSupport(),
    isDenied: 'Notification' in window && Notification.permission === 'denied',
    isReady: data !== undefined,
    hasKey: data?.publicKey !== null,
    here,
    isOn,
    isBusy,
    turnOn,
    turnOff: () => change(turnPushOff),
  }
}
