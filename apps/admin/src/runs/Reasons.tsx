import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material'
import { useId, useState } from 'react'
import { useWords } from '../i18n/use-words.ts'
import { DryRunRows } from './DryRunRows.tsx'

/** How many a run held back, reason by reason, the most frequent first; each opens the leads. */
export const Reasons = ({ skipped, runId }: { skipped: Readonly<Record<string, number>>; runId: string }) => {
  const translate = useWords()
  const titleId = useId()
  const [asked, setAsked] = useState<string | null>(null)
  const reasons = Object.entries(skipped).sort(([, a], [, b]) => b - a)
  const name = (reason: string): string => translate(`run.reasons.${reason}`, { _: reason })
  if (reasons.length === 0) return <Typography color="text.secondary">{translate('run.none_held_back')}</Typography>
  return (
    <>
      {reasons.map(([reason, count]) => (
        <Button
          key={reason}
          fullWidth
          onClick={() => setAsked(reason)}
          sx={{ justifyContent: 'space-between', textTransform: 'none', textAlign: 'left' }}
        >
          <span>{name(reason)}</span> <b>{count}</b>
        </Button>
      ))}
      {asked && (
        <Dialog open onClose={() => setAsked(null)} fullWidth maxWidth="md" aria-labelledby={titleId}>
          <DialogTitle id={titleId}>{name(asked)}</DialogTitle>
          <DialogContent>
            <Typography variant="body2" color="text.secondary">
              {translate('run.held_hint')}
            </Typography>
            <DryRunRows path={`runs/${runId}/held`} filter={{ reason: asked }} />
          </DialogContent>
          <DialogActions>
            <Button onClick={() => setAsked(null)}>{translate('ra.action.close')}</Button>
          </DialogActions>
        </Dialog>
      )}
    </>
  )
}
