/** A list that was opened from a figure shows what the figure counts: says so, and leads back to the whole. */
import { Button, Stack, Typography } from '@mui/material'
import { useListContext } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'

/** `offered`: the filters that the list shows and takes away by itself. */
export const Narrowed = ({ offered }: { offered: readonly string[] }) => {
  const translate = useWords()
  const { filterValues, setFilters, total } = useListContext()
  const isNarrowed = Object.keys(filterValues ?? {}).some((name) => !offered.includes(name))
  if (!isNarrowed) return null
  return (
    <Stack direction="row" alignItems="center" spacing={1} sx={{ paddingX: 2, paddingY: 0.5 }}>
      <Typography variant="body2" color="text.secondary">
        {translate('shell.narrowed', { smart_count: total ?? 0 })}
      </Typography>
      <Button size="small" onClick={() => setFilters({}, [])}>
        {translate('shell.show_all')}
      </Button>
    </Stack>
  )
}
