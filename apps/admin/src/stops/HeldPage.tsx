/** Leads and messages that wait for a decision; the dashboard's figures open this page. */
import { Stack, Typography } from '@mui/material'
import { Title, useGetList } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { StopQuestions } from './StopQuestions.tsx'
import { UnwrittenMessages } from './UnwrittenMessages.tsx'

const MANY = { page: 1, perPage: 200 }

export const HeldPage = () => {
  const translate = useWords()
  const stops = useGetList('stop-questions', { pagination: MANY })
  const held = useGetList('unwritten-messages', { pagination: MANY })
  const isCalm = stops.data?.length === 0 && held.data?.length === 0
  return (
    <Stack sx={{ maxWidth: 900, marginY: 2 }}>
      <Title title={translate('questions.page')} />
      <Typography color="text.secondary">{translate('questions.page_hint')}</Typography>
      <StopQuestions />
      <UnwrittenMessages />
      {isCalm && <Typography sx={{ marginTop: 2 }}>{translate('questions.nothing')}</Typography>}
    </Stack>
  )
}
