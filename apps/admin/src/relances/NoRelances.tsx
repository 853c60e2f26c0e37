import { Alert, Button, Stack } from '@mui/material'
import { usePermissions } from 'react-admin'
import { Link } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'

/** What makes relances appear; whoever may, is led there. */
export const NoRelances = () => {
  const translate = useWords()
  const { permissions } = usePermissions<string>()
  const isCloser = permissions === 'closer'
  return (
    <Stack spacing={2} sx={{ padding: 3, width: '100%' }} alignItems="flex-start">
      <Alert severity="info">{translate(isCloser ? 'next_step.relances_yours' : 'next_step.relances')}</Alert>
      {!isCloser && (
        <Button variant="contained" component={Link} to="/">
          {translate('next_step.relances_to')}
        </Button>
      )}
    </Stack>
  )
}
