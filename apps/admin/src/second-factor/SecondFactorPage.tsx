import { Button, Card, CardContent, Stack, Typography } from '@mui/material'
import { useLogout } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { Failure } from '../reading/Failure.tsx'
import { AddFactor } from './AddFactor.tsx'
import { useSecondFactor } from './use-second-factor.ts'

/** Where somebody is sent whose role must have a second factor. */
export const SecondFactorPage = () => {
  const translate = useWords()
  const logout = useLogout()
  const { data, error, refetch } = useSecondFactor()
  // The whole panel is loaded again: until now every other answer was a refusal.
  const enter = (): void => {
    window.history.replaceState(null, '', '#/')
    window.location.reload()
  }
  return (
    <Stack component="main" alignItems="center" sx={{ minHeight: '100vh', padding: 2, paddingTop: { xs: 4, sm: 12 } }}>
      <Card variant="outlined" sx={{ width: '100%', maxWidth: 440 }}>
        <CardContent>
          <Stack spacing={2}>
            <Typography variant="h5" component="h1">
              {translate('second_factor.required_title')}
            </Typography>
            <Typography>{translate('second_factor.required_help')}</Typography>
            {error && <Failure error={error} retry={refetch} />}
            {data && <AddFactor factor={data} done={enter} />}
            <Button onClick={() => void logout()}>{translate('second_factor.leave')}</Button>
          </Stack>
        </CardContent>
      </Card>
    </Stack>
  )
}
