/** Choosing rows: react-admin's own boxes have no name that a screen reader finds. */
import { Button, Checkbox, Stack, Typography } from '@mui/material'
import type { Lead } from '@relance/contract'
import type { ReactElement } from 'react'
import { useListContext, useRecordContext } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { BulkActions } from './BulkActions.tsx'

export const SelectRow = (_: { label?: ReactElement }) => {
  const translate = useWords()
  const lead = useRecordContext<Lead>()
  const { selectedIds, onToggleItem } = useListContext<Lead>()
  if (!lead) return null
  const name = `${lead.firstName} ${lead.lastName}`.trim()
  return (
    <Checkbox
      size="small"
      checked={selectedIds.includes(lead.id)}
      onClick={(event) => event.stopPropagation()}
      onChange={() => onToggleItem(lead.id)}
      slotProps={{ input: { 'aria-label': translate('bulk.select', { name }) } }}
    />
  )
}

export const SelectAll = () => {
  const translate = useWords()
  const { data = [], selectedIds, onSelect } = useListContext<Lead>()
  const ids = data.map(({ id }) => id)
  const isAll = ids.length > 0 && ids.every((id) => selectedIds.includes(id))
  return (
    <Checkbox
      size="small"
      checked={isAll}
      indeterminate={!isAll && selectedIds.length > 0}
      onChange={() => onSelect(isAll ? [] : [...new Set([...selectedIds, ...ids])])}
      slotProps={{ input: { 'aria-label': translate('bulk.select_page') } }}
    />
  )
}

/** As many as the server lists in one answer. */
const AT_ONCE = 500

/** What can be done with the chosen rows; there while there are any. */
export const BulkBar = () => {
  const translate = useWords()
  const { selectedIds, onUnselectItems, onSelectAll, total = 0 } = useListContext<Lead>()
  if (selectedIds.length === 0) return null
  return (
    <Stack direction="row" alignItems="center" spacing={1} useFlexGap flexWrap="wrap" sx={{ padding: 1 }}>
      <Typography variant="subtitle2">{translate('bulk.selected', { smart_count: selectedIds.length })}</Typography>
      {total > selectedIds.length && selectedIds.length < AT_ONCE && (
        <Button size="small" onClick={() => onSelectAll({ limit: AT_ONCE })}>
          {translate(total > AT_ONCE ? 'bulk.select_first' : 'bulk.select_all', {
            smart_count: Math.min(total, AT_ONCE),
          })}
        </Button>
      )}
      <BulkActions />
      <Button size="small" color="inherit" onClick={() => onUnselectItems()}>
        {translate('bulk.unselect')}
      </Button>
    </Stack>
  )
}
