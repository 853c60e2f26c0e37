import { Stack } from '@mui/material'
import { Title, useCanAccess } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { CompanyCard } from './CompanyCard.tsx'
import { DoctorCard } from './DoctorCard.tsx'
import { HolidaysCard } from './HolidaysCard.tsx'
import { ScheduleCard } from './ScheduleCard.tsx'
import { StatusesCard } from './StatusesCard.tsx'
import { StopCard } from './StopCard.tsx'
import { TokensCard } from './TokensCard.tsx'

/** The schedule is the managers', the rest the admins'. */
export const SettingsPage = () => {
  const translate = useWords()
  const { canAccess: isAdmin } = useCanAccess({ resource: 'settings/company', action: 'edit' })
  return (
    <Stack spacing={2} sx={{ maxWidth: 760, marginY: 2 }}>
      <Title title={translate('settings.title')} />
      {isAdmin && <StopCard />}
      <ScheduleCard />
      {isAdmin && (
        <>
          <CompanyCard />
          <StatusesCard />
          <HolidaysCard />
          <TokensCard />
          <DoctorCard />
        </>
      )}
    </Stack>
  )
}
