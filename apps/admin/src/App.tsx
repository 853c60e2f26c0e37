/** The panel: one folder per resource, and the closer's inbox. */
import HistoryIcon from '@mui/icons-material/History'
import { lazy } from 'react'
import { Admin, CustomRoutes, Resource } from 'react-admin'
import { Route } from 'react-router-dom'
import { Dashboard } from './dashboard/Dashboard.tsx'
import { InboxPage } from './inbox/InboxPage.tsx'
import { Layout } from './layout/Layout.tsx'
import { lazyPages } from './layout/lazy-pages.ts'
import { darkTheme, lightTheme } from './layout/theme.ts'
import { authProvider } from './providers/auth-provider.ts'
import { dataProvider } from './providers/data-provider.ts'
import { i18nProvider } from './providers/i18n-provider.ts'

const relances = lazyPages(() => import('./relances/index.tsx'), 'list')
const leads = lazyPages(() => import('./leads/index.tsx'), 'list', 'create', 'edit')
const rules = lazyPages(() => import('./rules/index.tsx'), 'list', 'create', 'edit')
const frequencies = lazyPages(() => import('./frequencies/index.tsx'), 'list', 'create', 'edit')
const templates = lazyPages(() => import('./templates/index.tsx'), 'list', 'create', 'edit')
const runs = lazyPages(() => import('./runs/index.tsx'), 'list', 'show')
const absences = lazyPages(() => import('./absences/index.tsx'), 'list', 'create', 'edit')
const users = lazyPages(() => import('./users/index.tsx'), 'list', 'create', 'edit')
const auditEvents = lazyPages(() => import('./audit-events/index.tsx'), 'list')
const SettingsPage = lazy(async () => ({ default: (await import('./settings/SettingsPage.tsx')).SettingsPage }))

const ProfilePage = lazy(async () => ({ default: (await import('./profile/ProfilePage.tsx')).ProfilePage }))

const ForecastPage = lazy(async () => ({ default: (await import('./forecast/ForecastPage.tsx')).ForecastPage }))
const ImportPage = lazy(async () => ({ default: (await import('./leads/ImportPage.tsx')).ImportPage }))
const VersionsPage = lazy(async () => ({ default: (await import('./versions/VersionsPage.tsx')).VersionsPage }))

const leadName = ({ firstName, lastName, company }: { firstName: string; lastName: string; company: string | null }) =>
  `${firstName} ${lastName}`.trim() || company || '—'

export const App = () => (
  <Admin
    title="Relance"
    authProvider={authProvider}
    dataProvider={dataProvider}
    i18nProvider={i18nProvider}
    layout={Layout}
    dashboard={Dashboard}
    theme={lightTheme}
    darkTheme={darkTheme}
    requireAuth
    disableTelemetry
  >
    <Resource name="relances" {...relances} />
    <Resource name="leads" recordRepresentation={leadName} {...leads} />
    <Resource name="rules" recordRepresentation="name" {...rules} />
    <Resource name="frequencies" recordRepresentation="name" {...frequencies} />
    <Resource name="templates" recordRepresentation="name" {...templates} />
    <Resource name="runs" {...runs} />
    <Resource name="absences" {...absences} />
    <Resource name="users" recordRepresentation="name" {...users} />
    <Resource name="closers" recordRepresentation="name" />
    <Resource name="audit-events" icon={HistoryIcon} {...auditEvents} />
    <CustomRoutes>
      <Route path="/inbox/:relanceId?" element={<InboxPage />} />
      <Route path="/forecast" element={<ForecastPage />} />
      <Route path="/profile" element={<ProfilePage />} />
      <Route path="/leads/import" element={<ImportPage />} />
      <Route path="/rules/:id/versions" element={<VersionsPage resource="rules" />} />
      <Route path="/frequencies/:id/versions" element={<VersionsPage resource="frequencies" />} />
      <Route path="/templates/:id/versions" element={<VersionsPage resource="templates" />} />
      <Route path="/settings" element={<SettingsPage />} />
    </CustomRoutes>
  </Admin>
)
