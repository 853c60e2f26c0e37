/** Saving over a newer version: who saved it, what stands there now, and one's own words beside it. */
import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material'
import { useWords } from '../i18n/use-words.ts'
import type { currentOverlap } from './ask-over.ts'
import { useValueWords } from './value-words.ts'

type Asked = NonNullable<ReturnType<typeof currentOverlap>>

export const OverlapDialog = ({ detail, field, theirs, mine, answer }: Asked) => {
  const translate = useWords()
  const words = useValueWords()
  return (
    <Dialog open onClose={() => answer(false)} aria-labelledby="overlap-title">
      <DialogTitle id="overlap-title">{translate('versions.overlap')}</DialogTitle>
      <DialogContent>
        <Typography gutterBottom>{detail}</Typography>
        {field !== undefined && (
          <Typography component="div" sx={{ overflowWrap: 'anywhere' }}>
            {translate('versions.theirs')} <b>{words(field, theirs)}</b>
            <br />
            {translate('versions.mine')} <b>{words(field, mine)}</b>
          </Typography>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={() => answer(false)}>{translate('versions.keep_theirs')}</Button>
        <Button variant="contained" onClick={() => answer(true)}>
          {translate('versions.save_mine')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
