import { Alert, Button, Stack } from '@mui/material'
import type { Rule } from '@relance/contract'
import { lazy, Suspense } from 'react'
import { CreateButton, List, TopToolbar, useListContext } from 'react-admin'
import { Link } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { Waiting } from '../layout/Waiting.tsx'

const SortableRules = lazy(async () => ({ default: (await import('./SortableRules.tsx')).SortableRules }))

/** More rules than anybody keeps in mind; all of them are put in order together. */
const ALL = 200

/** The rules in the order in which they are heard: of two that want the same lead, the first one gets it. */
export const RuleList = () => (
  <List
    sort={{ field: 'priority', order: 'DESC' }}
    perPage={ALL}
    pagination={false}
    exporter={false}
    empty={<Nothing />}
    actions={
      <TopToolbar>
        <CreateButton />
      </TopToolbar>
    }
  >
    <Rules />
  </List>
)

const Rules = () => {
  const { data, isPending } = useListContext<Rule>()
  if (isPending) return <Waiting />
  return (
    <Suspense fallback={<Waiting />}>
      <SortableRules rules={data ?? []} />
    </Suspense>
  )
}

const Nothing = () => {
  const translate = useWords()
  return (
    <Stack spacing={2} sx={{ padding: 3, width: '100%' }} alignItems="flex-start">
      <Alert severity="info">{translate('rule.none')}</Alert>
      <Button variant="contained" component={Link} to="/rules/create">
        {translate('rule.create_first')}
      </Button>
    </Stack>
  )
}
