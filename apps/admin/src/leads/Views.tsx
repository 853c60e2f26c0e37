import { Chip, Stack } from '@mui/material'
import { useState } from 'react'
import { useListContext } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'

/** The start of the day, so that a view stays the same one all day long. */
function daysAgo(days: number): string {
  const at = new Date()
  at.setHours(0, 0, 0, 0)
  at.setDate(at.getDate() - days)
  return at.toISOString()
}

const views = () => ({
  // react-admin drops a filter whose value is null.
  unassigned: { closerId_in: [null] },
  silent: { lastContactAt_lt: daysAgo(7), status: ['new', 'contacted', 'meeting', 'proposal'] },
  fresh: { createdAt_gte: daysAgo(7) },
  proposals: { status: ['proposal'] },
  never: { relanceCount_lte: 0 },
  often: { relanceCount_gte: 3 },
})

/** Filters that are asked for every day; one's own are saved beside "Ajouter un filtre". */
export const Views = () => {
  const translate = useWords()
  const [all] = useState(views)
  const { filterValues, setFilters } = useListContext()
  const current = JSON.stringify(filterValues)
  return (
    <Stack
      direction="row"
      spacing={1}
      useFlexGap
      flexWrap="wrap"
      role="group"
      aria-label={translate('lead.views')}
      sx={{ padding: 1 }}
    >
      {(Object.keys(all) as (keyof typeof all)[]).map((name) => {
        const isOn = JSON.stringify(all[name]) === current
        return (
          <Chip
            key={name}
            size="small"
            aria-pressed={isOn}
            variant={isOn ? 'filled' : 'outlined'}
            color={isOn ? 'primary' : 'default'}
            label={translate(`lead.view.${name}`)}
            onClick={() => setFilters(isOn ? {} : all[name], {})}
          />
        )
      })}
    </Stack>
  )
}
