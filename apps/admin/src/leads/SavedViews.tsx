import EyeIcon from '@mui/icons-material/VisibilityOutlined'
import { Card, CardContent } from '@mui/material'
import { useState } from 'react'
import { FilterList, FilterListItem, SavedQueriesList } from 'react-admin'

/** The start of the day, so that a view stays the same one all day long. */
function daysAgo(days: number): string {
  const at = new Date()
  at.setHours(0, 0, 0, 0)
  at.setDate(at.getDate() - days)
  return at.toISOString()
}

const views = () => ({
  unassigned: { closerId: null },
  silent: { lastContactAt_lt: daysAgo(7), status: ['new', 'contacted', 'meeting', 'proposal'] },
  fresh: { createdAt_gte: daysAgo(7) },
  proposals: { status: ['proposal'] },
  never: { relanceCount_lte: 0 },
  often: { relanceCount_gte: 3 },
})

/** Filters that are asked for every day, and those one has saved. */
export const SavedViews = () => {
  const [all] = useState(views)
  return (
    <Card sx={{ order: -1, width: 230, flexShrink: 0, marginRight: 2, marginTop: 6, alignSelf: 'flex-start' }}>
      <CardContent>
        <SavedQueriesList />
        <FilterList label="lead.views" icon={<EyeIcon />}>
          {Object.entries(all).map(([name, filter]) => (
            <FilterListItem key={name} label={`lead.view.${name}`} value={filter} />
          ))}
        </FilterList>
      </CardContent>
    </Card>
  )
}
