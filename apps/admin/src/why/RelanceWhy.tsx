/** "Pourquoi ?" on a relance: a button that opens what was decided, and why. */
import { Button, Dialog, DialogActions, DialogContent, DialogTitle, type Theme, useMediaQuery } from '@mui/material'
import type { Relance } from '@relance/contract'
import { useId, useState } from 'react'
import { useWords } from '../i18n/use-words.ts'
import { RecordedWhy } from './RecordedWhy.tsx'

export const RelanceWhy = ({ relance }: { relance: Pick<Relance, 'id' | 'recordedAt' | 'templateVersion'> }) => {
  const translate = useWords()
  const titleId = useId()
  const [isOpen, setIsOpen] = useState(false)
  const isPhone = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'))
  return (
    <>
      <Button size="small" onClick={() => setIsOpen(true)} sx={{ whiteSpace: 'nowrap' }}>
        {translate('why.ask')}
      </Button>
      <Dialog
        open={isOpen}
        onClose={() => setIsOpen(false)}
        fullWidth
        maxWidth="sm"
        fullScreen={isPhone}
        aria-labelledby={titleId}
      >
        <DialogTitle id={titleId}>{translate('why.relance_title')}</DialogTitle>
        <DialogContent>{isOpen && <RecordedWhy relance={relance} />}</DialogContent>
        <DialogActions>
          <Button onClick={() => setIsOpen(false)}>{translate('ra.action.close')}</Button>
        </DialogActions>
      </Dialog>
    </>
  )
}
