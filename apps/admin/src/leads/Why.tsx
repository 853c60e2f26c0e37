import { Alert, Button, Typography } from '@mui/material'
import type { Explanation, ExplanationWords } from '@relance/contract'
import { useState } from 'react'
import { useNotify, useRecordContext } from 'react-admin'
import { request } from '../providers/request.ts'
import { useWords } from '../i18n/use-words.ts'

type Explained = Explanation & { words: ExplanationWords }

/** Why this lead is followed up, or why not, rule by rule, in the server's own sentences. */
export const Why = () => {
  const lead = useRecordContext()
  const translate = useWords()
  const notify = useNotify()
  const [explained, setExplained] = useState<Explained | null>(null)
  const ask = async (): Promise<void> => {
    try {
      setExplained((await request<Explained>(`leads/${lead?.id}/explain`)).json)
    } catch (error) {
      notify((error as Error).message, { type: 'error' })
    }
  }
  return (
    <section>
      <Button onClick={() => void ask()} sx={{ margin: 1 }}>
        {translate('why.ask')}
      </Button>
      {explained && (
        <Alert severity="info" sx={{ margin: 1 }}>
          <b>{explained.words.summary}</b>
          {explained.rules.map((rule, place) => (
            <Typography key={rule.ruleId} variant="body2">
              {rule.name} : {explained.words.rules[place]?.why} {explained.words.rules[place]?.remedy}
            </Typography>
          ))}
        </Alert>
      )}
    </section>
  )
}
