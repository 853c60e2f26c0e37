/** A note for the team, under the conversation. What is typed stays until it is saved. */
import { Button, InputAdornment, TextField } from '@mui/material'
import { type KeyboardEvent, useState } from 'react'
import { useDraft } from '../../forms/drafts.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useKept } from '../../providers/kept.ts'

const LONGEST = 4_000

interface Props {
  leadId: string
  /** False when it was refused. */
  save(text: string): Promise<boolean>
  close?(): void
}

export const NoteBox = ({ leadId, save, close }: Props) => {
  const translate = useWords()
  const [kept, keep] = useKept(`note/${leadId}`)
  const [isSaving, setIsSaving] = useState(false)
  const text = kept ?? ''
  const isWritten = text.trim() !== ''
  useDraft(isWritten, isSaving)
  const submit = async (): Promise<void> => {
    if (!isWritten || isSaving) return
    setIsSaving(true)
    const isSaved = await save(text)
    setIsSaving(false)
    if (!isSaved) return
    keep(null)
    close?.()
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit()
    if (event.key === 'Escape' && !isWritten) close?.()
  }
  return (
    <TextField
      multiline
      fullWidth
      maxRows={6}
      margin="none"
      autoFocus={close !== undefined}
      placeholder={translate('lead_page.note_hint')}
      value={text}
      onChange={({ target }) => keep(target.value || null)}
      onKeyDown={press}
      slotProps={{
        htmlInput: { maxLength: LONGEST, 'aria-label': translate('contact.text') },
        input: {
          endAdornment: (
            <InputAdornment position="end" sx={{ maxHeight: 'none', alignSelf: 'flex-end' }}>
              {close && !isWritten && <Button onClick={close}>{translate('ra.action.cancel')}</Button>}
              <Button variant="outlined" disabled={!isWritten || isSaving} onClick={() => void submit()}>
                {translate('lead_page.note_save')}
              </Button>
            </InputAdornment>
          ),
        },
      }}
    />
  )
}
