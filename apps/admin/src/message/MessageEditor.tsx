/** Changes the message of one relance; who manages can keep the words as a template. */
import { Button, Stack, TextField } from '@mui/material'
import type { Relance } from '@relance/contract'
import { type FormEvent, useState } from 'react'
import { useCanAccess } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { useDraft } from '../forms/drafts.ts'
import { useKept } from '../providers/kept.ts'
import { useWords } from '../i18n/use-words.ts'
import { LINK_MAX, linkLength } from './link-length.ts'

/** WhatsApp takes no longer text. */
const MESSAGE_MAX = 4_096

interface Props {
  relance: Relance
  /** Null when the server refused; the person was told why. */
  save(message: string): Promise<unknown>
  close(): void
}

export const MessageEditor = ({ relance, save, close }: Props) => {
  const translate = useWords()
  const { canAccess: mayKeep } = useCanAccess({ resource: 'templates', action: 'create' })
  const [kept, keep] = useKept(`message/${relance.id}`)
  const text = kept ?? relance.message
  const [isSaving, setIsSaving] = useState(false)
  const isChanged = text !== relance.message
  useDraft(isChanged, isSaving)
  const length = linkLength(relance.link, text)

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (isSaving || text.trim() === '') return
    setIsSaving(true)
    const saved = await save(text)
    setIsSaving(false)
    if (saved) leave()
  }
  const leave = (): void => {
    keep(null)
    close()
  }
  return (
    <Stack component="form" spacing={1} onSubmit={(event) => void submit(event)}>
      <TextField
        autoFocus
        multiline
        minRows={4}
        maxRows={14}
        label={translate('inbox.message')}
        value={text}
        error={length > LINK_MAX}
        helperText={length > LINK_MAX ? translate('inbox.too_long') : translate('inbox.change_hint')}
        onChange={({ target }) => keep(target.value)}
        onKeyDown={(event) => event.key === 'Escape' && (event.stopPropagation(), leave())}
        slotProps={{ htmlInput: { maxLength: MESSAGE_MAX } }}
      />
      <Stack direction="row" flexWrap="wrap" useFlexGap spacing={1} sx={{ '& .MuiButton-root': { minHeight: 48 } }}>
        <Button type="submit" variant="contained" disabled={isSaving || text.trim() === ''}>
          {translate('ra.action.save')}
        </Button>
        <Button onClick={leave}>{translate('ra.action.cancel')}</Button>
        {mayKeep && (
          <Button component={RouterLink} to="/templates/create" state={{ record: { body: text } }}>
            {translate('inbox.keep_as_template')}
          </Button>
        )}
      </Stack>
    </Stack>
  )
}
