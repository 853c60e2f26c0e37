/** The panel: one folder per resource, and the closer's inbox. */
import HistoryIcon from '@mui/icons-material/History'
import { Admin, CustomRoutes, Resource } from 'react-admin'
import { Route } from 'react-router-dom'
import { absences } from './absences/index.tsx'
import { auditEvents } from './audit-events/index.tsx'
import { Dashboard } from './dashboard/Dashboard.tsx'
import { frequencies } from './frequencies/index.tsx'
import { InboxPage } from './inbox/InboxPage.tsx'
import { Layout } from './layout/Layout.tsx'
import { leads } from './leads/index.tsx'
import { authProvider } from './providers/auth-provider.ts'
import { dataProvider } from './providers/data-provider.ts'
import { i18nProvider } from './providers/i18n-provider.ts'
import { relances } from './relances/index.tsx'
import { rules } from './rules/index.tsx'
import { runs } from './runs/index.tsx'
import { SettingsPage } from './settings/SettingsPage.tsx'
import { templates } from './templates/index.tsx'
import { users } from './users/index.tsx'

export const App = () => (
  <Admin
    title="Relance"
    authProvider={authProvider}
    dataProvider={dataProvider}
    i18nProvider={i18nProvider}
    layout={Layout}
    dashboard={Dashboard}
    requireAuth
    disableTelemetry
  >
    <Resource name="relances" {...relances} />
    <Resource name="leads" {...leads} />
    <Resource name="rules" {...rules} />
    <Resource name="frequencies" {...frequencies} />
    <Resource name="templates" {...templates} />
    <Resource name="runs" {...runs} />
    <Resource name="absences" {...absences} />
    <Resource name="users" {...users} />
    <Resource name="closers" recordRepresentation="name" />
    <Resource name="audit-events" icon={HistoryIcon} {...auditEvents} />
    <CustomRoutes>
      <Route path="/inbox" element={<InboxPage />} />
      <Route path="/settings" element={<SettingsPage />} />
    </CustomRoutes>
  </Admin>
)
