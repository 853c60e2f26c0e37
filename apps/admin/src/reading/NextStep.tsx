/** An empty list: what would be in it, and the button that makes the first one. */
import { Alert, Button, Stack } from '@mui/material'
import { Link } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'

export const NextStep = ({ resource }: { resource: 'frequencies' | 'templates' | 'rules' | 'absences' }) => {
  const translate = useWords()
  return (
    <Stack spacing={2} sx={{ padding: 3, width: '100%' }} alignItems="flex-start">
      <Alert severity="info">{translate(`next_step.${resource}`)}</Alert>
      <Button variant="contained" component={Link} to={`/${resource}/create`}>
        {translate(`next_step.${resource}_create`)}
      </Button>
    </Stack>
  )
}
