import { Stack, Typography } from '@mui/material'
import { Title, useGetIdentity } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { AbsencesCard } from './AbsencesCard.tsx'
import { NoticesCard } from './NoticesCard.tsx'
import { PasswordCard } from './PasswordCard.tsx'
import { PreferencesCard } from './PreferencesCard.tsx'
import { SecondFactorCard } from './SecondFactorCard.tsx'
import { SessionsCard } from './SessionsCard.tsx'

/** What is one's own: language and appearance, absences, password, and where one is signed in. */
export const ProfilePage = () => {
  const translate = useWords()
  const { data: identity } = useGetIdentity()
  return (
    <Stack spacing={2} sx={{ maxWidth: 720, width: '100%', marginX: 'auto', padding: { xs: 1.5, sm: 2 } }}>
      <Title title={translate('profile.title')} />
      {identity?.fullName && (
        <Typography variant="h5" component="p">
          {identity.fullName}
        </Typography>
      )}
      <PreferencesCard />
      <NoticesCard />
      <AbsencesCard />
      <PasswordCard />
      <SecondFactorCard />
      <SessionsCard />
    </Stack>
  )
}
