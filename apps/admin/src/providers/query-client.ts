/** How readings and writings fail: at once and in words, also without a connection, never put off until a later moment. */
import { QueryClient } from '@tanstack/react-query'

/** A phone that wakes up has no network for an instant; a refusal stays one. */
const isPassing = (error: Error): boolean => {
  const { status = 0 } = error as { status?: number }
  return status === 0 || status >= 500
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      refetchOnReconnect: true,
      retry: (failures, error) => failures === 0 && isPassing(error),
      retryDelay: 500,
    },
    mutations: { networkMode: 'always' },
  },
})
