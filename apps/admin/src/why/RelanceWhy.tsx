/** "Pourquoi ?" on a relance: a button that opens what was decided, and why. */
import { Button, Dialog, DialogActions, DialogContent, DialogTitle, type Theme, useMediaQuery } from '@mui/material'
import type { Relance } from '@relance/contract'
import { Suspense, useId, useState } from 'react'
import { useWords } from '../i18n/use-words.ts'
import { lazyPart } from '../parts/lazy-parts.ts'

const RecordedWhy = lazyPart(async () => (await import('./RecordedWhy.tsx')).RecordedWhy)

export const RelanceWhy = ({ relance }: { relance: Pick<Relance, 'id' | 'recordedAt'> }) => {
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
        // Keys pressed here are not for what is behind: the inbox acts on single ones.
        onKeyDown={(event) => event.nativeEvent.stopPropagation()}
      >
        <DialogTitle id={titleId}>{translate('why.relance_title')}</DialogTitle>
        {/* Scrolled by keyboard: there may be nothing in it that takes the focus. */}
        <DialogContent tabIndex={0}>
          <Suspense>{isOpen && <RecordedWhy relance={relance} />}</Suspense>
        </DialogContent>
        <DialogActions>
          <Button onClick={() => setIsOpen(false)}>{translate('ra.action.close')}</Button>
        </DialogActions>
      </Dialog>
    </>
  )
}
