import { Suspense } from 'react'
import { Loading, usePermissions } from 'react-admin'
import { Navigate } from 'react-router-dom'
import { lazyPart } from '../parts/lazy-parts.ts'

const Overview = lazyPart(async () => (await import('./Overview.tsx')).Overview)

/** The first page: a closer's queue; for everybody else how things stand. */
export const Dashboard = () => {
  const { permissions, isPending } = usePermissions<string>()
  if (isPending) return null
  if (permissions === 'closer') return <Navigate to="/inbox" replace />
  return (
    <Suspense fallback={<Loading />}>
      <Overview />
    </Suspense>
  )
}
