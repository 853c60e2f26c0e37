/** The panel: one folder per resource, and the closer's inbox. */
import BeachIcon from '@mui/icons-material/BeachAccess'
import ContactsIcon from '@mui/icons-material/Contacts'
import FrequencyIcon from '@mui/icons-material/EventRepeat'
import GroupIcon from '@mui/icons-material/Group'
import HistoryIcon from '@mui/icons-material/History'
import RunIcon from '@mui/icons-material/PlayCircleOutlined'
import RuleIcon from '@mui/icons-material/Rule'
import RelanceIcon from '@mui/icons-material/Send'
import TemplateIcon from '@mui/icons-material/TextSnippetOutlined'
import { CssBaseline } from '@mui/material'
import { type ReactNode, Suspense, useSyncExternalStore } from 'react'
import {
  AccessDenied,
  AdminContext,
  AuthenticationError,
  CoreAdminUI,
  CustomRoutes,
  Error as FailedPage,
  I18nContext,
  Loading,
  NotFound,
  Notification,
  Resource,
} from 'react-admin'
import { Route } from 'react-router-dom'
import { Dashboard } from './dashboard/Dashboard.tsx'
import { InboxPage } from './inbox/InboxPage.tsx'
import { Layout } from './layout/Layout.tsx'
import { lazyPages, lazyPart } from './parts/lazy-parts.ts'
import { OpeningPage } from './layout/OpeningPage.tsx'
import { Worded } from './layout/Worded.tsx'
import { darkTheme, lightTheme } from './layout/theme.ts'
import { authProvider } from './providers/auth-provider.ts'
import { dataProvider } from './data-provider.ts'
import { currentWords, i18nProvider, onLanguage } from './providers/i18n-provider.ts'
import { preferences } from './providers/preferences.ts'
import { queryClient } from './providers/query-client.ts'

const relances = lazyPages(() => import('./relances/index.tsx'), 'list')
const leads = lazyPages(() => import('./leads/index.tsx'), 'list', 'create', 'edit')
const rules = lazyPages(() => import('./rules/index.tsx'), 'list', 'create', 'edit')
const frequencies = lazyPages(() => import('./frequencies/index.tsx'), 'list', 'create', 'edit')
const templates = lazyPages(() => import('./templates/index.tsx'), 'list', 'create', 'edit')
const runs = lazyPages(() => import('./runs/index.tsx'), 'list', 'show')
const absences = lazyPages(() => import('./absences/index.tsx'), 'list', 'create', 'edit')
const users = lazyPages(() => import('./users/index.tsx'), 'list', 'create', 'edit')
const auditEvents = lazyPages(() => import('./audit-events/index.tsx'), 'list')
const SettingsPage = lazyPart(async () => (await import('./settings/SettingsPage.tsx')).SettingsPage)
const ProfilePage = lazyPart(async () => (await import('./profile/ProfilePage.tsx')).ProfilePage)
const StarterPage = lazyPart(async () => (await import('./starter/StarterPage.tsx')).StarterPage)
const HeldPage = lazyPart(async () => (await import('./stops/HeldPage.tsx')).HeldPage)
const ForecastPage = lazyPart(async () => (await import('./forecast/ForecastPage.tsx')).ForecastPage)
const EffectPage = lazyPart(async () => (await import('./effect/EffectPage.tsx')).EffectPage)
const WhatsAppPage = lazyPart(async () => (await import('./whatsapp/WhatsAppPage.tsx')).WhatsAppPage)
const ImportPage = lazyPart(async () => (await import('./leads/import/ImportPage.tsx')).ImportPage)
const LoginPage = lazyPart(async () => (await import('./layout/LoginPage.tsx')).LoginPage)
const WelcomePage = lazyPart(async () => (await import('./layout/WelcomePage.tsx')).WelcomePage)
const SecondFactorPage = lazyPart(async () => (await import('./second-factor/SecondFactorPage.tsx')).SecondFactorPage)
const VersionsPage = lazyPart(async () => (await import('./versions/VersionsPage.tsx')).VersionsPage)

const leadName = ({ firstName, lastName, company }: { firstName: string; lastName: string; company: string | null }) =>
  `${firstName} ${lastName}`.trim() || company || '—'

const store = preferences()

/** The pages of everybody but who is signed out: what signing in needs comes with its page. */
const SignIn = () => (
  <Suspense fallback={<Loading />}>
    <LoginPage />
  </Suspense>
)

const Missing = () => <NotFound />

/** All that shows words is rendered again when the language changes; nothing is built anew. */
const InLanguage = ({ children }: { children: ReactNode }) => (
  <I18nContext.Provider value={useSyncExternalStore(onLanguage, currentWords)}>
    <Worded>{children}</Worded>
  </I18nContext.Provider>
)

/** What react-admin's `Admin` is made of, without the pages of its own that are not used here. */
export const App = () => (
  <AdminContext
    authProvider={authProvider}
    dataProvider={dataProvider}
    i18nProvider={i18nProvider}
    store={store}
    queryClient={queryClient}
    theme={lightTheme}
    darkTheme={darkTheme}
  >
    <InLanguage>
      <CssBaseline enableColorScheme>
        <CoreAdminUI
          title="Relance"
          layout={Layout}
          loginPage={SignIn}
          loading={OpeningPage}
          dashboard={Dashboard}
          error={FailedPage}
          catchAll={Missing}
          accessDenied={AccessDenied}
          authenticationError={AuthenticationError}
          requireAuth
          disableTelemetry
        >
          <Resource name="relances" icon={RelanceIcon} {...relances} />
          <Resource name="leads" icon={ContactsIcon} recordRepresentation={leadName} {...leads} />
          <Resource name="rules" icon={RuleIcon} recordRepresentation="name" {...rules} />
          <Resource name="frequencies" icon={FrequencyIcon} recordRepresentation="name" {...frequencies} />
          <Resource name="templates" icon={TemplateIcon} recordRepresentation="name" {...templates} />
          <Resource name="runs" icon={RunIcon} {...runs} />
          <Resource name="absences" icon={BeachIcon} {...absences} />
          <Resource name="users" icon={GroupIcon} recordRepresentation="name" {...users} />
          <Resource name="closers" recordRepresentation="name" />
          <Resource name="audit-events" icon={HistoryIcon} {...auditEvents} />
          <CustomRoutes noLayout>
            <Route path="/welcome/:token" element={<WelcomePage />} />
            <Route path="/second-factor" element={<SecondFactorPage />} />
          </CustomRoutes>
          <CustomRoutes>
            <Route path="/inbox/:relanceId?" element={<InboxPage />} />
            <Route path="/start" element={<StarterPage />} />
            <Route path="/held" element={<HeldPage />} />
            <Route path="/forecast" element={<ForecastPage />} />
            <Route path="/whatsapp" element={<WhatsAppPage />} />
            <Route path="/profile" element={<ProfilePage />} />
            <Route path="/leads/import" element={<ImportPage />} />
            <Route path="/rules/:id/effect" element={<EffectPage />} />
            <Route path="/rules/:id/versions" element={<VersionsPage resource="rules" />} />
            <Route path="/frequencies/:id/versions" element={<VersionsPage resource="frequencies" />} />
            <Route path="/templates/:id/versions" element={<VersionsPage resource="templates" />} />
            <Route path="/settings/:section?" element={<SettingsPage />} />
          </CustomRoutes>
        </CoreAdminUI>
        <Notification />
      </CssBaseline>
    </InLanguage>
  </AdminContext>
)
