import { Alert, Button, Stack } from '@mui/material'
import { useCanAccess } from 'react-admin'
import { Link } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'

/** The way in: a file, or one lead by hand. */
export const NoLeads = () => {
  const translate = useWords()
  const { canAccess: mayCreate } = useCanAccess({ resource: 'leads', action: 'create' })
  return (
    <Stack spacing={2} sx={{ padding: 3, width: '100%' }} alignItems="flex-start">
      <Alert severity="info">{translate(mayCreate ? 'lead.none' : 'lead.none_yours')}</Alert>
      {mayCreate && (
        <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap">
          <Button variant="contained" component={Link} to="/leads/import">
            {translate('import.button')}
          </Button>
          <Button component={Link} to="/leads/create">
            {translate('lead.by_hand')}
          </Button>
        </Stack>
      )}
    </Stack>
  )
}
