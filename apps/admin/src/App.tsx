/** The panel: one folder per resource. */
import { Admin, Resource } from 'react-admin'
import { frequencies } from './frequencies/index.tsx'
import { Layout } from './layout/Layout.tsx'
import { leads } from './leads/index.tsx'
import { authProvider } from './providers/auth-provider.ts'
import { dataProvider } from './providers/data-provider.ts'
import { i18nProvider } from './providers/i18n-provider.ts'
import { relances } from './relances/index.tsx'
import { rules } from './rules/index.tsx'
import { runs } from './runs/index.tsx'
import { templates } from './templates/index.tsx'

export const App = () => (
  <Admin
    title="Relance"
    authProvider={authProvider}
    dataProvider={dataProvider}
    i18nProvider={i18nProvider}
    layout={Layout}
    requireAuth
    disableTelemetry
  >
    <Resource name="relances" {...relances} />
    <Resource name="leads" {...leads} />
    <Resource name="rules" {...rules} />
    <Resource name="frequencies" {...frequencies} />
    <Resource name="templates" {...templates} />
    <Resource name="runs" {...runs} />
  </Admin>
)
