/** The message that is about to be sent: as WhatsApp will show it, and in words of one's own where the template's do not fit. */
import CopyIcon from '@mui/icons-material/ContentCopy'
import EditIcon from '@mui/icons-material/EditOutlined'
import { Alert, Box, Button, Stack, Typography } from '@mui/material'
import type { Relance } from '@relance/contract'
import { Suspense } from 'react'
import { useNotify } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { Bubble } from '../parts/Bubble.tsx'
import { lazyPart } from '../parts/lazy-parts.ts'
import { isTooLong } from './link-length.ts'

const MessageEditor = lazyPart(async () => (await import('./MessageEditor.tsx')).MessageEditor)

interface Props {
  relance: Relance
  isEditing: boolean
  setIsEditing(is: boolean): void
  /** Null when the server refused; the person was told why. */
  reword(message: string): Promise<unknown>
}

export const ToSend = ({ relance, isEditing, setIsEditing, reword }: Props) => {
  const translate = useWords()
  const { message, writtenMessage, link } = relance
  if (isEditing) {
    return (
      <Suspense fallback={<Bubble>{message}</Bubble>}>
        <MessageEditor relance={relance} save={reword} close={() => setIsEditing(false)} />
      </Suspense>
    )
  }
  return (
    <Box component="section" aria-label={translate('inbox.message')}>
      <Bubble>{message}</Bubble>
      <Stack direction="row" flexWrap="wrap" useFlexGap spacing={0.5} sx={{ '& .MuiButton-root': { minHeight: 44 } }}>
        <Button startIcon={<EditIcon />} onClick={() => setIsEditing(true)} aria-keyshortcuts="m">
          {translate('inbox.change')}
        </Button>
        <Copy text={message} />
      </Stack>
      {writtenMessage !== null && <Changed restore={() => void reword(writtenMessage)} />}
      {isTooLong(link) && (
        <Alert severity="warning" sx={{ marginTop: 1 }}>
          {translate('inbox.too_long')}
        </Alert>
      )}
    </Box>
  )
}

const Changed = ({ restore }: { restore(): void }) => {
  const translate = useWords()
  return (
    <Typography variant="body2" color="text.secondary" component="div">
      {translate('inbox.changed')}
      <Button size="small" onClick={restore} sx={{ minHeight: 44 }}>
        {translate('inbox.restore')}
      </Button>
    </Typography>
  )
}

const Copy = ({ text }: { text: string }) => {
  const translate = useWords()
  const notify = useNotify()
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      notify('inbox.copied')
    } catch {
      notify('inbox.copy_refused', { type: 'warning' })
    }
  }
  return (
    <Button startIcon={<CopyIcon />} onClick={() => void copy()}>
      {translate('inbox.copy')}
    </Button>
  )
}
