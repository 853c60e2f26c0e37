import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControl,
  FormControlLabel,
  FormLabel,
  Radio,
  RadioGroup,
  type Theme,
  Typography,
  useMediaQuery,
} from '@mui/material'
import type { Resumption } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocaleState } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { request } from '../providers/request.ts'
import type { Midway, ResumptionQuestion } from './ask-resumption.ts'

const MIDWAYS: readonly Midway[] = ['continue', 'restart', 'end']

const ResumptionDialog = ({ kind, path, figures: first, answer }: ResumptionQuestion) => {
  const translate = useWords()
  const isPhone = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'))
  const [midway, setMidway] = useState<Midway>('continue')
  const { data: figures = first, isFetching } = useQuery({
    queryKey: ['resumption', path, midway],
    queryFn: async () => (await request<Resumption>(`${path}?midway=${midway}`)).json,
    placeholderData: keepPreviousData,
    // Those of the first choice came with the question.
    enabled: midway !== 'continue',
    ...(midway === 'continue' && { initialData: first }),
  })
  const hasChoice = kind === 'rule' && first.midway > 0
  return (
    <Dialog
      open
      onClose={() => answer(null)}
      fullWidth
      maxWidth="sm"
      fullScreen={isPhone}
      aria-labelledby="resumption-title"
    >
      <DialogTitle id="resumption-title">{translate(`resumption.title.${kind}`)}</DialogTitle>
      <DialogContent>
        <Figures figures={figures} />
        {hasChoice && (
          <FormControl sx={{ marginTop: 2 }}>
            <FormLabel id="resumption-midway">
              {translate('resumption.midway', { smart_count: first.midway })}
            </FormLabel>
            <RadioGroup
              aria-labelledby="resumption-midway"
              value={midway}
              onChange={(_, value) => setMidway(value as Midway)}
            >
              {MIDWAYS.map((choice) => (
                <FormControlLabel
                  key={choice}
                  value={choice}
                  control={<Radio />}
                  label={translate(`resumption.choices.${choice}`, { smart_count: first.midway })}
                  sx={{ marginY: 0.5 }}
                />
              ))}
            </RadioGroup>
          </FormControl>
        )}
      </DialogContent>
      <DialogActions sx={{ flexWrap: 'wrap' }}>
        <Button onClick={() => answer(null)}>{translate('ra.action.cancel')}</Button>
        <Button variant="contained" disabled={isFetching} onClick={() => answer(midway)}>
          {translate('resumption.go_on')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
export default ResumptionDialog

const Figures = ({ figures }: { figures: Resumption }) => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const { leads, overdue, unassigned, takers, entering, lastOn, dailyLimit, isUsualLimit, isComplete } = figures
  const format = instantFormat(locale, { dateStyle: 'full', timeZone: 'UTC' })
  const day = lastOn === null ? '' : format.format(new Date(lastOn))
  const spread = `${translate('resumption.spread', { day, limit: dailyLimit })}${isUsualLimit ? ` ${translate('resumption.usual')}` : ''}`
  return (
    <>
      <Typography>{translate('resumption.leads', { smart_count: leads })}</Typography>
      {overdue > 0 && (
        <Alert severity="info" sx={{ marginTop: 2 }}>
          {translate('resumption.overdue', { smart_count: overdue })} {spread}
        </Alert>
      )}
      {unassigned > 0 && (
        <Typography variant="body2" sx={{ marginTop: 2 }}>
          {translate('resumption.unassigned', { smart_count: unassigned, people: Math.max(takers, 1) })}
        </Typography>
      )}
      {leads > overdue && (
        <Typography variant="body2" sx={{ marginTop: 2 }}>
          {translate(overdue > 0 ? 'resumption.others' : 'resumption.all')} {overdue === 0 && lastOn !== null && spread}
        </Typography>
      )}
      {entering > 0 && (
        <Typography variant="body2" sx={{ marginTop: 2 }}>
          {translate('resumption.entering', { smart_count: entering })}
        </Typography>
      )}
      {!isComplete && (
        <Typography variant="body2" sx={{ marginTop: 2 }}>
          {translate('resumption.partial')}
        </Typography>
      )}
    </>
  )
}
