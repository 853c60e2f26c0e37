/** One closer's days on a calendar; a day above the limit is framed, and says by how much. */
import WarningIcon from '@mui/icons-material/WarningAmber'
import { Typography } from '@mui/material'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../parts/Panel.tsx'
import { type ShownDay, WeekCalendar } from '../calendar/WeekCalendar.tsx'
import { type CloserDays, overloaded, total } from './load-of.ts'

interface Props {
  name: string
  closer: CloserDays
  limit: number | null
  /** `YYYY-MM-DD`, both included. */
  from: string
  to: string
  holidays: ReadonlySet<string>
}

export const CloserLoadCard = ({ name, closer, limit, from, to, holidays }: Props) => {
  const translate = useWords()
  const over = overloaded(closer, limit)
  const sums = [
    translate('forecast.total', { smart_count: total(closer) }),
    over > 0 && translate('forecast.days_over', { smart_count: over }),
  ]
  const day = (on: string): ShownDay => {
    const count = closer.days.get(on) ?? 0
    const extra = limit === null ? 0 : Math.max(0, count - limit)
    return {
      ...(extra > 0 && { sx: { border: 2, borderColor: 'warning.main' } }),
      content: <Load count={count} extra={extra} />,
    }
  }
  return (
    <Panel title={name} summary={sums.filter(Boolean).join(' · ')}>
      <WeekCalendar label={name} from={from} to={to} holidays={holidays} day={day} />
    </Panel>
  )
}

const Load = ({ count, extra }: { count: number; extra: number }) => {
  const translate = useWords()
  return (
    <>
      {count > 0 && (
        <Typography variant="body2" component="div" sx={{ lineHeight: 1.2, fontWeight: 'bold' }}>
          {count}
        </Typography>
      )}
      {extra > 0 && (
        <Typography
          variant="caption"
          component="div"
          sx={{ display: 'flex', alignItems: 'center', gap: 0.25, lineHeight: 1.2, fontWeight: 'bold' }}
        >
          <WarningIcon sx={{ fontSize: 14 }} titleAccess={translate('forecast.too_many')} />+{extra}
        </Typography>
      )}
    </>
  )
}
