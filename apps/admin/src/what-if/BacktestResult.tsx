/** What the rule on the screen would have done, against what really happened. */
import { Alert, Stack, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material'
import type { BacktestResult as Result } from '@relance/contract'
import { useWords } from '../i18n/use-words.ts'
import { DayCalendar } from './DayCalendar.tsx'
import { Figure } from './Figure.tsx'
import { useCloserNames } from './use-closer-names.ts'

const FATES = ['same', 'moved', 'removed'] as const

export const BacktestResult = ({ result }: { result: Result }) => {
  const translate = useWords()
  const { added, removed, moved, same, collisions, leads, days } = result
  const isSame = added + removed + moved === 0
  return (
    <Stack spacing={2}>
      <Alert severity="info">
        {translate(isSame ? 'whatIf.verdict_same' : 'whatIf.verdict', { ...result, leads })}
      </Alert>
      {!result.isComplete && <Alert severity="warning">{translate('whatIf.partial')}</Alert>}
      <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap">
        <Figure name={translate('whatIf.added')} count={added} />
        <Figure name={translate('whatIf.removed')} count={removed} />
        <Figure name={translate('whatIf.moved')} count={moved} />
        <Figure name={translate('whatIf.same')} count={same} />
        <Figure name={translate('whatIf.collisions')} count={collisions} />
      </Stack>
      <ByCloser days={days} />
      <Outcomes result={result} />
      <DayCalendar
        title={translate('whatIf.past_load')}
        hint={translate('whatIf.past_load_hint')}
        cells={days.map(({ on, closerId, recorded, replayed }) => ({
          on,
          closerId,
          before: recorded,
          after: replayed,
        }))}
        from={days[0]?.on ?? result.from.slice(0, 10)}
        to={days.at(-1)?.on ?? result.until.slice(0, 10)}
        holidays={[]}
      />
    </Stack>
  )
}

const CHANGES = ['added', 'removed', 'moved'] as const

const ByCloser = ({ days }: Pick<Result, 'days'>) => {
  const translate = useWords()
  const nameOf = useCloserNames()
  const closers = [...new Set(days.map(({ closerId }) => closerId))]
  const sum = (closerId: string | null, what: (typeof CHANGES)[number]): number =>
    days.reduce((total, day) => total + (day.closerId === closerId ? day[what] : 0), 0)
  if (closers.length === 0) return null
  return (
    <Table
      size="small"
      aria-label={translate('whatIf.by_closer')}
      sx={{ maxWidth: 560, '& td, & th': { paddingX: 1 } }}
    >
      <TableHead>
        <TableRow>
          <TableCell>{translate('whatIf.closer')}</TableCell>
          {CHANGES.map((what) => (
            <TableCell key={what} align="right">
              {translate(`whatIf.${what}`)}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {closers.map((closerId) => (
          <TableRow key={closerId}>
            <TableCell component="th" scope="row">
              {nameOf(closerId)}
            </TableCell>
            {CHANGES.map((what) => (
              <TableCell key={what} align="right">
                {sum(closerId, what)}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

const Outcomes = ({ result: { outcomes } }: { result: Result }) => {
  const translate = useWords()
  const names = [...new Set(FATES.flatMap((fate) => Object.keys(outcomes[fate])))]
  if (names.length === 0) return null
  return (
    <div>
      <Typography variant="subtitle2" component="h4">
        {translate('whatIf.outcomes')}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {translate('whatIf.outcomes_hint')}
      </Typography>
      <Table
        size="small"
        aria-label={translate('whatIf.outcomes')}
        sx={{ maxWidth: 560, '& td, & th': { paddingX: 1 } }}
      >
        <TableHead>
          <TableRow>
            <TableCell>{translate('whatIf.outcome')}</TableCell>
            {FATES.map((fate) => (
              <TableCell key={fate} align="right">
                {translate(`whatIf.${fate}`)}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {names.map((name) => (
            <TableRow key={name}>
              <TableCell component="th" scope="row">
                {name === 'none' ? translate('whatIf.no_outcome') : translate(`inbox.outcome.${name}`, { _: name })}
              </TableCell>
              {FATES.map((fate) => (
                <TableCell key={fate} align="right">
                  {outcomes[fate][name] ?? 0}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  )
}
