import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField } from '@mui/material'
import type { NewAccountLink } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useLocaleState, useNotify } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'

interface Props extends NewAccountLink {
  name: string
  close(): void
}

/** Over plain http browsers offer no clipboard: then the link is selected by a touch, and copied by hand. */
const mayCopy = 'clipboard' in navigator

/** A one-time link, shown once: whoever has it signs in as that person. */
export const AccessLink = ({ link, endsAt, name, close }: Props) => {
  const translate = useWords()
  const notify = useNotify()
  const [locale] = useLocaleState()
  const until = instantFormat(locale, { dateStyle: 'full', timeStyle: 'short' }).format(new Date(endsAt))
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(link)
    notify('team.link_copied', { type: 'success' })
  }
  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-labelledby="access-link">
      <DialogTitle id="access-link">{translate('team.link_title', { name })}</DialogTitle>
      <DialogContent>
        <Alert severity="info" sx={{ marginBottom: 2 }}>
          {translate('team.link_help', { until })}
        </Alert>
        <TextField
          fullWidth
          multiline
          label={translate('team.link')}
          value={link}
          slotProps={{ htmlInput: { readOnly: true } }}
          onFocus={({ target }) => target.select()}
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{translate('ra.action.close')}</Button>
        {mayCopy && (
          <Button variant="contained" onClick={() => void copy()}>
            {translate('team.link_copy')}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  )
}
