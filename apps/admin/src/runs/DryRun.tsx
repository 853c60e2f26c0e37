import ScienceIcon from '@mui/icons-material/ScienceOutlined'
import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  List,
  ListItem,
  ListItemText,
  Typography,
} from '@mui/material'
import type { DryDecision, Lead } from '@relance/contract'
import { useState } from 'react'
import { useGetMany, useLocaleState, useNotify } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { dryRunNow, type RunOutcome } from '../providers/verbs.ts'
import { Reasons } from './Reasons.tsx'

const SAMPLE = 50

/** Asks what a run would do now, and shows it. */
export const DryRunButton = () => {
  const translate = useWords()
  const notify = useNotify()
  const [outcome, setOutcome] = useState<RunOutcome | null>(null)
  const [isAsking, setIsAsking] = useState(false)
  const ask = async (): Promise<void> => {
    setIsAsking(true)
    try {
      setOutcome(await dryRunNow(SAMPLE))
    } catch (error) {
      notify((error as Error).message, { type: 'error' })
    }
    setIsAsking(false)
  }
  return (
    <>
      <Button size="small" startIcon={<ScienceIcon />} disabled={isAsking} onClick={() => void ask()}>
        {translate('run.dry')}
      </Button>
      {outcome && <DryRunDialog outcome={outcome} close={() => setOutcome(null)} />}
    </>
  )
}

const DryRunDialog = ({ outcome: { due, skipped, sample = [] }, close }: { outcome: RunOutcome; close(): void }) => {
  const translate = useWords()
  return (
    <Dialog open onClose={close} fullWidth maxWidth="md" aria-labelledby="dry-run">
      <DialogTitle id="dry-run">{translate('run.dry_title')}</DialogTitle>
      <DialogContent>
        <Alert severity="info">
          <b>{translate('run.dry_due', { smart_count: due })}</b> {translate('run.dry_hint')}
        </Alert>
        <Typography variant="subtitle1" component="h3" sx={{ marginTop: 2 }}>
          {translate('run.held_back')}
        </Typography>
        <Reasons skipped={skipped} />
        <Decisions decisions={sample} />
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{translate('ra.action.close')}</Button>
      </DialogActions>
    </Dialog>
  )
}

const Decisions = ({ decisions }: { decisions: DryDecision[] }) => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const { data: leads = [] } = useGetMany<Lead>('leads', { ids: [...new Set(decisions.map(({ leadId }) => leadId))] })
  const names = new Map(
    leads
      .filter(Boolean)
      .map(({ id, firstName, lastName, company }) => [id, `${firstName} ${lastName}`.trim() || company]),
  )
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <List dense>
      {decisions.map(({ leadId, ruleId, step, message, reason, deliverAt, until }) => (
        <ListItem key={`${leadId} ${ruleId} ${step}`} disableGutters>
          <ListItemText
            primary={[names.get(leadId) ?? '…', deliverAt && format.format(new Date(deliverAt))]
              .filter(Boolean)
              .join(' · ')}
            secondary={
              message ??
              [
                translate(`run.reasons.${reason}`, { _: reason ?? '' }),
                until && translate('run.until', { at: format.format(new Date(until)) }),
              ]
                .filter(Boolean)
                .join(', ')
            }
          />
        </ListItem>
      ))}
    </List>
  )
}
