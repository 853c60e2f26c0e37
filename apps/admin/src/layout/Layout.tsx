import { type Theme, useMediaQuery } from '@mui/material'
import { type ReactNode, Suspense, useEffect } from 'react'
import { Layout as RaLayout, useGetIdentity, useLogoutIfAccessDenied, usePermissions } from 'react-admin'
import { onSignedOut } from '../providers/request.ts'
import { useSending } from '../waiting/use-waiting.ts'
import { WaitingBar } from '../waiting/WaitingBar.tsx'
import { useLiveUpdates } from '../providers/use-live-updates.ts'
import { PreflightHost } from '../preflight/PreflightHost.tsx'
import { ResumptionHost } from '../resumption/ResumptionHost.tsx'
import { BottomBar } from './BottomBar.tsx'
import { lazyPart } from '../parts/lazy-parts.ts'
import { ErrorPage } from './ErrorPage.tsx'
import { LeaveGuard } from '../forms/LeaveGuard.tsx'
import { Offline } from '../banners/Offline.tsx'
import { PanelBar } from './PanelBar.tsx'
import { PanelMenu } from './PanelMenu.tsx'
import { PanelSidebar } from './PanelSidebar.tsx'
import { OverlapHost } from '../versions/OverlapHost.tsx'
import { StopBanner } from '../banners/StopBanner.tsx'
import { UpdatePrompt } from '../banners/UpdatePrompt.tsx'

/** The height of the bar at the bottom of a phone, without what the phone itself keeps there. */
const BAR_PX = 64

/** Long texts are cut off, not the page made wider; nothing hides behind the bar of a phone. */
const SX = {
  minWidth: 0,
  // Faded words cannot be read by everybody.
  '& .RaLayout-content .RaNotFound-message, & .RaLayout-content .RaAccessDenied-message': { opacity: 1 },
  '& .RaLayout-content': {
    minWidth: 0,
    paddingBottom: { xs: `calc(${BAR_PX}px + env(safe-area-inset-bottom))`, md: 0 },
  },
}
/** All that a closer opens is in the bar at the bottom. */
const ManagerBanners = lazyPart(async () => (await import('../banners/ManagerBanners.tsx')).ManagerBanners)
const WITHOUT_DRAWER = { ...SX, '& .RaAppBar-menuButton': { display: 'none' } }

export const Layout = ({ children }: { children: ReactNode }) => {
  useLiveUpdates()
  useSignOut()
  useSending()
  useNotices()
  const isPhone = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'))
  const { permissions } = usePermissions<string>()
  const hasDrawer = !(isPhone && permissions === 'closer')
  return (
    <RaLayout
      appBar={PanelBar}
      sidebar={PanelSidebar}
      menu={hasDrawer ? PanelMenu : Nothing}
      error={ErrorPage}
      appBarAlwaysOn
      sx={hasDrawer ? SX : WITHOUT_DRAWER}
    >
      <Offline />
      <WaitingBar />
      <UpdatePrompt />
      <StopBanner />
      {permissions && permissions !== 'closer' && (
        <Suspense fallback={null}>
          <ManagerBanners />
        </Suspense>
      )}
      {children}
      {isPhone && <BottomBar />}
      <PreflightHost />
      <ResumptionHost />
      <LeaveGuard />
      <OverlapHost />
    </RaLayout>
  )
}

const Nothing = () => null

/** This browser is still there to be told; and what a notification leads to is shown here. */
function useNotices(): void {
  const { data: identity } = useGetIdentity()
  const userId = identity?.id
  useEffect(() => {
    if (userId !== undefined) void import('../providers/push.ts').then(({ renewPush }) => renewPush(String(userId)))
  }, [userId])
  useEffect(() => {
    const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer }
    const open = ({ data }: MessageEvent<{ path?: string }>): void => {
      if (data.path?.startsWith('/#/')) window.location.hash = data.path.slice(2)
    }
    serviceWorker?.addEventListener('message', open)
    return () => serviceWorker?.removeEventListener('message', open)
  }, [])
}

/** Whatever was asked for when the session turned out to have ended, by a list or by a button: to the sign-in, once. */
function useSignOut(): void {
  const signOutIfDenied = useLogoutIfAccessDenied()
  useEffect(() => onSignedOut((error) => void signOutIfDenied(error)), [signOutIfDenied])
}
