/** What waits for each closer and what they did in the period; who is behind comes first. Each figure opens its list. */
import {
  Box,
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
import type { ReactNode } from 'react'
import { useGetList } from 'react-admin'
import { Link } from 'react-router-dom'
import { dayIn, startOfDayIn } from '../calendar/weeks.ts'
import { useDuration } from '../formats/use-duration.ts'
import { useWords, type WordKey } from '../i18n/use-words.ts'
import { Panel } from '../parts/Panel.tsx'
import { useMinute } from '../providers/use-minute.ts'
import { useStatistics } from '../providers/use-statistics.ts'
import { relancesPath } from '../reading/relances-path.ts'
import { together } from '../reading/together.ts'
import { shareOf } from './figures.ts'
import { onTimePath, outcomesPath, REPLIED, sentPath } from './lists.ts'
import { useCompanyZone } from './use-company-zone.ts'
import { usePercent } from './use-percent.ts'

interface Props {
  from: string
  /** The period of the figures. */
  within: { since: string; until: string }
}

const COLUMNS = ['waiting', 'overdue', 'oldest', 'sent', 'onTime', 'replied', 'median'] as const
type Column = (typeof COLUMNS)[number]
type Cells = Readonly<Record<Column, ReactNode>>

export const Team = ({ from, within }: Props) => {
  const translate = useWords()
  const statistics = useStatistics<CloserStatistics[]>(`closers?from=${from}`, 'relances')
  const people = useGetList<{ id: string; name: string }>('closers', { pagination: { page: 1, perPage: 500 } })
  const isNarrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'))
  const cellsOf = useCells(within)
  const names = new Map((people.data ?? []).map(({ id, name }) => [id, name]))
  const rows = (statistics.data ?? []).map((row) => ({
    row,
    id: row.closerId ?? 'nobody',
    name: row.closerId === null ? translate('dashboard.closers.nobody') : (names.get(row.closerId) ?? '—'),
    cells: cellsOf(row),
  }))
  const open = (
    <Button component={Link} to="/users" size="small">
      {translate('dashboard.closers.invite')}
    </Button>
  )
  return (
    <Panel
      title={translate('dashboard.closers.title')}
      summary={translate('dashboard.closers.summary')}
      action={open}
      reading={together(statistics, people)}
    >
      {rows.length === 0 ? (
        <Typography>{translate('dashboard.closers.empty')}</Typography>
      ) : isNarrow ? (
        <Cards rows={rows} />
      ) : (
        <Rows rows={rows} all={(statistics.data ?? []).reduce(added)} />
      )}
    </Panel>
  )
}

/** Sums of the team, without a median: a median of the closers' medians would be wrong. */
function added(all: CloserStatistics, one: CloserStatistics): CloserStatistics {
  const sum = (of: 'due' | 'done' | 'onTime' | 'late' | 'sent' | 'replied' | 'waiting' | 'overdue' | 'leads'): number =>
    all[of] + one[of]
  return {
    ...all,
    due: sum('due'),
    onTime: sum('onTime'),
    sent: sum('sent'),
    replied: sum('replied'),
    waiting: sum('waiting'),
    overdue: sum('overdue'),
  }
}

function useCells(within: Props['within']): (row: CloserStatistics) => Cells {
  const percent = usePercent()
  const duration = useDuration()
  const now = useMinute()
  const { zone } = useCompanyZone()
  const midnight = new Date(startOfDayIn(zone, dayIn(zone, new Date().toISOString()))).toISOString()
  return ({ closerId, waiting, overdue, oldestAt, sent, onTime, due, replied, medianMinutes }) => {
    const whose = { closerId_in: [closerId] }
    const shareCell = (share: number | null, to: string): ReactNode =>
      share === null ? '—' : <Figure value={percent(share)} to={to} />
    return {
      waiting: <Figure value={waiting} to={relancesPath({ inbox: true, ...whose })} />,
      overdue: <Figure value={overdue} to={relancesPath({ inbox: true, deliverAt_lt: midnight, ...whose })} isLate />,
      oldest: oldestAt === null ? '—' : duration(Math.max(0, now - Date.parse(oldestAt))),
      sent: <Figure value={sent} to={sentPath(within, whose)} />,
      onTime: shareCell(shareOf(onTime, due), onTimePath(within, whose)),
      replied: shareCell(shareOf(replied, sent), outcomesPath(within, REPLIED, whose)),
      median: medianMinutes === null ? '—' : duration(medianMinutes * 60_000),
    }
  }
}

const Figure = ({ value, to, isLate }: { value: number | string; to: string; isLate?: boolean }) =>
  value === 0 ? (
    0
  ) : (
    <MuiLink
      component={Link}
      to={to}
      color={isLate ? 'error.main' : 'text.primary'}
      sx={{ fontWeight: isLate ? 600 : 500 }}
    >
      {value}
    </MuiLink>
  )

interface Shown {
  id: string
  name: string
  cells: Cells
}

const labelOf = (column: Column): WordKey => `dashboard.closers.${column}`

const Rows = ({ rows, all }: { rows: readonly Shown[]; all: CloserStatistics }) => {
  const translate = useWords()
  const percent = usePercent()
  const team: Cells = {
    waiting: all.waiting,
    overdue: all.overdue,
    oldest: '',
    sent: all.sent,
    onTime: percent(shareOf(all.onTime, all.due)),
    replied: percent(shareOf(all.replied, all.sent)),
    median: '',
  }
  const cells = (one: Cells) =>
    COLUMNS.map((column) => (
      <TableCell key={column} align="right">
        {one[column]}
      </TableCell>
    ))
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table size="small" sx={{ '& .MuiTableCell-root': { paddingInline: 1, whiteSpace: 'nowrap' } }}>
        <TableHead>
          <TableRow>
            <TableCell>{translate('dashboard.closers.name')}</TableCell>
            {COLUMNS.map((column) => (
              <TableCell key={column} align="right">
                {translate(labelOf(column))}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.id}>
              <TableCell component="th" scope="row" dir="auto">
                {row.name}
              </TableCell>
              {cells(row.cells)}
            </TableRow>
          ))}
          {rows.length > 1 && (
            <TableRow sx={{ '& > *': { fontWeight: 600, borderBottom: 0 } }}>
              <TableCell component="th" scope="row">
                {translate('dashboard.closers.team')}
              </TableCell>
              {cells(team)}
            </TableRow>
          )}
        </TableBody>
      </Table>
    </Box>
  )
}

const Cards = ({ rows }: { rows: readonly Shown[] }) => {
  const translate = useWords()
  return (
    <Stack spacing={1.5} sx={{ marginTop: 1 }}>
      {rows.map(({ id, name, cells }) => (
        <div key={id}>
          <Typography sx={{ fontWeight: 600 }} dir="auto">
            {name}
          </Typography>
          <Box
            component="dl"
            sx={{ display: 'grid', gridTemplateColumns: '1fr auto 1fr auto', gap: '4px 12px', margin: 0 }}
          >
            {COLUMNS.filter((column) => column !== 'median').map((column) => (
              <Box key={column} sx={{ display: 'contents' }}>
                <Typography component="dt" variant="body2" color="text.secondary">
                  {translate(labelOf(column))}
                </Typography>
                <Typography component="dd" variant="body2" sx={{ margin: 0, textAlign: 'right' }}>
                  {cells[column]}
                </Typography>
              </Box>
            ))}
          </Box>
        </div>
      ))}
    </Stack>
  )
}
