import type { ReactNode } from 'react'
import { CheckForApplicationUpdate, Layout as RaLayout } from 'react-admin'

export const Layout = ({ children }: { children: ReactNode }) => (
  <RaLayout>
    {children}
    <CheckForApplicationUpdate />
  </RaLayout>
)
