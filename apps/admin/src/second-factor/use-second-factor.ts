import type { SecondFactor } from '@relance/contract'
import { useQuery } from '@tanstack/react-query'
import { request } from '../providers/request.ts'

export const useSecondFactor = () =>
  useQuery({
    queryKey: ['auth', 'second-factor'],
    queryFn: async () => (await request<SecondFactor>('auth/second-factor')).json,
  })
