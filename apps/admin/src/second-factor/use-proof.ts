import { useNotify } from 'react-admin'

/** Runs what asks for a password or code; what is wrong with a field is said at the field. */
export function useProof() {
  const notify = useNotify()
  return async (act: () => Promise<void>): Promise<object | undefined> => {
    try {
      await act()
      return undefined
    } catch (error) {
      const { body, message } = error as { body?: { errors?: Record<string, unknown> }; message: string }
      const { root: _, ...fields } = body?.errors ?? {}
      if (Object.keys(fields).length === 0) notify(message, { type: 'error' })
      return fields
    }
  }
}
