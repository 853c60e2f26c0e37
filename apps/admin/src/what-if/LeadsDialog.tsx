/** The leads behind a figure, each with its page. */
import {
  Link,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  List,
  ListItem,
  ListItemText,
} from '@mui/material'
import type { Lead } from '@relance/contract'
import { useId } from 'react'
import { useGetMany } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { Failure } from '../reading/Failure.tsx'

interface Props {
  title: string
  leadIds: readonly string[]
  close(): void
}

export const LeadsDialog = ({ title, leadIds, close }: Props) => {
  const translate = useWords()
  const titleId = useId()
  const { data = [], error, refetch } = useGetMany<Lead>('leads', { ids: [...leadIds] })
  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-labelledby={titleId}>
      <DialogTitle id={titleId}>{title}</DialogTitle>
      <DialogContent>
        {translate('whatIf.some', { smart_count: leadIds.length })}
        {error && <Failure error={error} retry={refetch} />}
        <List dense>
          {data.filter(Boolean).map(({ id, firstName, lastName, company, status }) => (
            <ListItem key={id} disableGutters>
              <ListItemText
                primary={
                  <Link component={RouterLink} to={`/leads/${id}`}>
                    {`${firstName} ${lastName}`.trim() || company || '—'}
                  </Link>
                }
                secondary={[company, status].filter(Boolean).join(' · ')}
              />
            </ListItem>
          ))}
        </List>
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{translate('ra.action.close')}</Button>
      </DialogActions>
    </Dialog>
  )
}
