import { useNotify } from 'react-admin'

/** What a form's `onSubmit` does: what the server refuses of a field is said at the field, and everything else below the form. */
export function useRefusals() {
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
