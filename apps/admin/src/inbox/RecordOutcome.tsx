/** What came of a relance that was sent: the usual answers at one tap, all of them with their consequences behind the last. */
import { Box, Button, Stack } from '@mui/material'
import { useState } from 'react'
import { useWords } from '../i18n/use-words.ts'
import { FREQUENT_OUTCOMES, type Outcome } from './outcomes.ts'
import { OutcomeGrid } from './Outcomes.tsx'

export const RecordOutcome = ({ choose }: { choose(outcome: Outcome): void }) => {
  const translate = useWords()
  const [isWhole, setIsWhole] = useState(false)
  return (
    <Box>
      <Stack direction="row" flexWrap="wrap" useFlexGap spacing={1} sx={{ '& .MuiButton-root': { minHeight: 44 } }}>
        {!isWhole &&
          FREQUENT_OUTCOMES.map((outcome) => (
            <Button
              key={outcome}
              size="small"
              variant="outlined"
              title={translate(`inbox.consequence.${outcome}`)}
              onClick={() => choose(outcome)}
            >
              {translate(`inbox.outcome.${outcome}`)}
            </Button>
          ))}
        <Button size="small" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {translate(isWhole ? 'inbox.outcomes_fewer' : 'inbox.outcomes_all')}
        </Button>
      </Stack>
      {isWhole && (
        <Box sx={{ marginTop: 1 }}>
          <OutcomeGrid choose={choose} />
        </Box>
      )}
    </Box>
  )
}
