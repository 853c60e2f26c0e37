import {
  Button,
  Link as MuiLink,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  type Theme,
  Typography,
  useMediaQuery,
} from '@mui/material'
import type { CloserStatistics } from '@relance/contract'
import { useGetList } from 'react-admin'
import { Link } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../parts/Panel.tsx'
import { together } from '../reading/together.ts'
import { relancesPath } from '../reading/relances-path.ts'
import { useDuration } from '../formats/use-duration.ts'
import { useStatistics } from '../providers/use-statistics.ts'

const percent = (part: number, whole: number): string => (whole === 0 ? '—' : `${Math.round((100 * part) / whole)} %`)

/** What each closer did in sixty days and what waits for them; the team's figures are under theirs. */
export const Closers = () => {
  const translate = useWords()
  const statistics = useStatistics<CloserStatistics[]>('closers', 'relances')
  const people = useGetList<{ id: string; name: string }>('closers', {
    pagination: { page: 1, perPage: 500 },
  })
  const isNarrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'))
  const names = new Map((people.data ?? []).map(({ id, name }) => [id, name]))
  const nameOf = (id: string | null): string =>
    id === null ? translate('dashboard.closers.nobody') : (names.get(id) ?? '—')
  const rows = statistics.data ?? []
  const reading = together(statistics, people)
  return (
    <Panel title={translate('dashboard.closers.title')} reading={reading}>
      {rows.length === 0 ? (
        <Stack spacing={1} alignItems="flex-start">
          <Typography>{translate('dashboard.closers.empty')}</Typography>
          <Button component={Link} to="/users">
            {translate('dashboard.closers.invite')}
          </Button>
        </Stack>
      ) : isNarrow ? (
        <Cards rows={rows} nameOf={nameOf} />
      ) : (
        <Rows rows={rows} nameOf={nameOf} />
      )}
    </Panel>
  )
}

interface Shown {
  rows: CloserStatistics[]
  nameOf(id: string | null): string
}

const COLUMNS = ['due', 'onTime', 'replied', 'median', 'waiting', 'overdue', 'leads'] as const

const Waiting = ({ closerId, count }: { closerId: string | null; count: number }) =>
  count === 0 ? (
    0
  ) : (
    <MuiLink component={Link} to={relancesPath({ inbox: true, closerId_in: [closerId] })}>
      {count}
    </MuiLink>
  )

const Rows = ({ rows, nameOf }: Shown) => {
  const translate = useWords()
  const duration = useDuration()
  const total = (of: 'due' | 'onTime' | 'replied' | 'waiting' | 'overdue' | 'leads'): number =>
    rows.reduce((all, row) => all + row[of], 0)
  return (
    <Table size="small">
      <TableHead>
        <TableRow>
          <TableCell>{translate('dashboard.closers.name')}</TableCell>
          {COLUMNS.map((column) => (
            <TableCell key={column} align="right">
              {translate(`dashboard.closers.${column}`)}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.closerId}>
            <TableCell component="th" scope="row">
              {nameOf(row.closerId)}
            </TableCell>
            <TableCell align="right">{row.due}</TableCell>
            <TableCell align="right">{percent(row.onTime, row.due)}</TableCell>
            <TableCell align="right">{percent(row.replied, row.due)}</TableCell>
            <TableCell align="right">
              {row.medianMinutes === null ? '—' : duration(row.medianMinutes * 60_000)}
            </TableCell>
            <TableCell align="right">
              <Waiting closerId={row.closerId} count={row.waiting} />
            </TableCell>
            <TableCell align="right" sx={{ color: row.overdue > 0 ? 'error.main' : undefined }}>
              {row.overdue}
            </TableCell>
            <TableCell align="right">{row.leads}</TableCell>
          </TableRow>
        ))}
        <TableRow sx={{ '& > *': { fontWeight: 'bold' } }}>
          <TableCell component="th" scope="row">
            {translate('dashboard.closers.team')}
          </TableCell>
          <TableCell align="right">{total('due')}</TableCell>
          <TableCell align="right">{percent(total('onTime'), total('due'))}</TableCell>
          <TableCell align="right">{percent(total('replied'), total('due'))}</TableCell>
          <TableCell />
          <TableCell align="right">{total('waiting')}</TableCell>
          <TableCell align="right">{total('overdue')}</TableCell>
          <TableCell align="right">{total('leads')}</TableCell>
        </TableRow>
      </TableBody>
    </Table>
  )
}

const Cards = ({ rows, nameOf }: Shown) => {
  const translate = useWords()
  return (
    <Stack spacing={1.5}>
      {rows.map((row) => (
        <div key={row.closerId}>
          <Typography fontWeight="bold">{nameOf(row.closerId)}</Typography>
          <Typography variant="body2">
            {translate('dashboard.closers.waiting')} : <Waiting closerId={row.closerId} count={row.waiting} /> ·{' '}
            {translate('dashboard.closers.overdue')} : {row.overdue} · {translate('dashboard.closers.onTime')} :{' '}
            {percent(row.onTime, row.due)} · {translate('dashboard.closers.replied')} : {percent(row.replied, row.due)}
          </Typography>
        </div>
      ))}
    </Stack>
  )
}
