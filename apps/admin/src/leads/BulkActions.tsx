import { Button, Dialog, DialogActions, DialogContent, DialogTitle, List, ListItem, ListItemText } from '@mui/material'
import type { BulkReport, Lead, LeadBulkUpdate } from '@relance/contract'
import { useState } from 'react'
import { useGetMany, useListContext, useNotify, useRefresh } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { updateLeads } from '../providers/verbs.ts'
import { BulkDialog, type BulkKind } from './BulkDialog.tsx'

const KINDS: readonly BulkKind[] = ['reassign', 'status', 'tag', 'untag', 'pause', 'opt_out']

/** The same change for all that are selected, in one call; what the server refuses is told row by row. */
export const BulkActions = () => {
  const translate = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { selectedIds, onUnselectItems } = useListContext<Lead>()
  const [kind, setKind] = useState<BulkKind | null>(null)
  const [refused, setRefused] = useState<BulkReport['refused']>([])
  const change = async (fields: LeadBulkUpdate): Promise<void> => {
    setKind(null)
    try {
      const report = await updateLeads(selectedIds.map(String), fields)
      notify('bulk.done', {
        type: report.refused.length > 0 ? 'warning' : 'success',
        messageArgs: { smart_count: report.done.length, refused: report.refused.length },
      })
      setRefused(report.refused)
      if (report.refused.length === 0) onUnselectItems()
    } catch (error) {
      notify((error as Error).message, { type: 'error' })
    }
    refresh()
  }
  return (
    <>
      {KINDS.map((one) => (
        <Button key={one} size="small" onClick={() => setKind(one)}>
          {translate(`bulk.${one}`)}
        </Button>
      ))}
      {kind && <BulkDialog kind={kind} count={selectedIds.length} close={() => setKind(null)} change={change} />}
      {refused.length > 0 && <Refused refused={refused} close={() => setRefused([])} />}
    </>
  )
}

const Refused = ({ refused, close }: { refused: BulkReport['refused']; close(): void }) => {
  const translate = useWords()
  const { data = [] } = useGetMany<Lead>('leads', { ids: refused.map(({ id }) => id) })
  const names = new Map(
    data.filter(Boolean).map(({ id, firstName, lastName }) => [id, `${firstName} ${lastName}`.trim()]),
  )
  return (
    <Dialog open onClose={close} fullWidth aria-labelledby="refused">
      <DialogTitle id="refused">{translate('bulk.refused', { smart_count: refused.length })}</DialogTitle>
      <DialogContent>
        <List dense>
          {refused.map(({ id, detail }) => (
            <ListItem key={id} disableGutters>
              <ListItemText primary={names.get(id) || '—'} secondary={detail} />
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
