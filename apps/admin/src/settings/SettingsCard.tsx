import { Button, Stack } from '@mui/material'
import type { ReactNode } from 'react'
import { useWords, type WordKey } from '../i18n/use-words.ts'
import { Panel } from '../parts/Panel.tsx'
import type { Reading } from '../reading/together.ts'

interface Props {
  title: WordKey
  hint?: WordKey
  isDirty?: boolean
  save?(): Promise<void>
  /** Of what it shows; none: it has all it needs. */
  reading?: Reading
  children?: ReactNode
}

export const SettingsCard = ({ title, hint, isDirty = true, save, reading, children }: Props) => {
  const translate = useWords()
  return (
    <Panel title={translate(title)} summary={hint && translate(hint)} {...(reading && { reading })}>
      <Stack spacing={2.5} alignItems="flex-start" sx={{ marginTop: 1, '& > *': { maxWidth: '100%' } }}>
        {children}
        {save && (
          <Button variant="contained" disabled={!isDirty} onClick={() => void save()}>
            {translate('settings.save')}
          </Button>
        )}
      </Stack>
    </Panel>
  )
}
