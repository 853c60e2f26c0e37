/** On top of a lead's page, while its latest relance awaits a reply: what came of it, at one tap. */
import { Box, Typography } from '@mui/material'
import type { Relance } from '@relance/contract'
import { useGetList, useRecordContext } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { RecordOutcome } from '../inbox/RecordOutcome.tsx'
import { UndoBar } from '../inbox/UndoBar.tsx'
import { useActions } from '../inbox/use-queue.ts'
import { useShortTime } from '../formats/use-short-time.ts'

export const LateReply = () => {
  const lead = useRecordContext()
  const translate = useWords()
  const shortTime = useShortTime()
  const { act, done, forget } = useActions()
  const { data = [] } = useGetList<Relance>(
    'relances',
    { filter: { leadId: lead?.id, awaiting: true }, pagination: { page: 1, perPage: 1 } },
    { enabled: lead !== undefined },
  )
  const [latest] = data
  const undo = async (): Promise<void> => {
    if (done) await act(done.relance, 'undo', { actionId: done.relance.actionId })
  }
  return (
    <>
      <UndoBar done={done} undo={() => void undo()} forget={forget} />
      {latest && (
        <Box component="section" sx={{ padding: 2, paddingBottom: 0 }}>
          <Typography variant="subtitle2" component="h2" gutterBottom>
            {translate('inbox.late_reply', { when: shortTime(latest.settledAt ?? latest.deliverAt) })}
          </Typography>
          <RecordOutcome choose={(outcome) => void act(latest, 'outcome', { outcome })} />
        </Box>
      )}
    </>
  )
}
