/** What managers are told on every page. Loaded for them alone. */
import { ScanBanner } from './ScanBanner.tsx'
import { SetupBanner } from './SetupBanner.tsx'

export const ManagerBanners = () => (
  <>
    <ScanBanner />
    <SetupBanner />
  </>
)
