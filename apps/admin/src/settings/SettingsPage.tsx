import { Stack, Tab, Tabs } from '@mui/material'
import type { ComponentType } from 'react'
import { Title, useCanAccess } from 'react-admin'
import { Link, useParams } from 'react-router'
import { useWords } from '../i18n/use-words.ts'
import { CompanyCard } from './CompanyCard.tsx'
import { DoctorCard } from './DoctorCard.tsx'
import { HolidaysCard } from './HolidaysCard.tsx'
import { ScheduleCard } from './ScheduleCard.tsx'
import { StatusesCard } from './StatusesCard.tsx'
import { StopCard } from './StopCard.tsx'
import { TokensCard } from './TokensCard.tsx'

const Runs = () => (
  <>
    <StopCard />
    <ScheduleCard />
  </>
)

/** By the last part of their address; the first has none. */
const SECTIONS = {
  runs: Runs,
  company: CompanyCard,
  statuses: StatusesCard,
  holidays: HolidaysCard,
  tokens: TokensCard,
  installation: DoctorCard,
} as const satisfies Record<string, ComponentType>
type Section = keyof typeof SECTIONS
const NAMES = Object.keys(SECTIONS) as Section[]
const addressOf = (section: Section): string => (section === 'runs' ? '/settings' : `/settings/${section}`)

/** The schedule is the managers', the rest the admins'. */
export const SettingsPage = () => {
  const translate = useWords()
  const { canAccess: isAdmin } = useCanAccess({ resource: 'settings/company', action: 'edit' })
  const wanted = useParams().section
  const section = NAMES.find((name) => name === wanted) ?? 'runs'
  const Shown = SECTIONS[section]
  return (
    <Stack spacing={2} sx={{ maxWidth: 760, marginY: 2 }}>
      <Title title={translate('settings.title')} />
      {isAdmin ? (
        <>
          <Tabs
            value={section}
            variant="scrollable"
            allowScrollButtonsMobile
            component="nav"
            aria-label={translate('settings.title')}
          >
            {NAMES.map((name) => (
              <Tab
                key={name}
                value={name}
                label={translate(`settings.sections.${name}`)}
                component={Link}
                to={addressOf(name)}
              />
            ))}
          </Tabs>
          <Shown />
        </>
      ) : (
        <ScheduleCard />
      )}
    </Stack>
  )
}
