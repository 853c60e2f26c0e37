/** What was said outside the panel, noted in a few taps. */
import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Stack,
  TextField,
  ToggleButton,
  ToggleButtonGroup,
} from '@mui/material'
import { type FormEvent, useState } from 'react'
import { InstantField } from '../../forms/InstantField.tsx'
import { useWords } from '../../i18n/use-words.ts'

const KINDS = ['call', 'meeting', 'message', 'email', 'other'] as const
const DIRECTIONS = ['outbound', 'inbound'] as const
const LONGEST_NOTE = 4_000
const NOON = 12

interface Props {
  /** False when it was refused: what was typed stays. */
  save(body: object): Promise<boolean>
  close(): void
}

export const ContactDialog = ({ save, close }: Props) => {
  const translate = useWords()
  const [kind, setKind] = useState<(typeof KINDS)[number]>('call')
  const [direction, setDirection] = useState<(typeof DIRECTIONS)[number]>('outbound')
  /** Null is now, by the server's clock. */
  const [at, setAt] = useState<Date | null>(null)
  const [isReadable, setIsReadable] = useState(true)
  const [note, setNote] = useState('')
  const [isSaving, setIsSaving] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    event.stopPropagation()
    if (isSaving || !isReadable) return
    setIsSaving(true)
    const isSaved = await save({ kind, direction, note, ...(at !== null && { at: at.toISOString() }) })
    setIsSaving(false)
    if (isSaved) close()
  }
  return (
    <Dialog open fullWidth maxWidth="xs" onClose={close} aria-labelledby="note-contact">
      <DialogTitle id="note-contact">{translate('contact.ask.contact')}</DialogTitle>
      <form onSubmit={(event) => void submit(event)}>
        <DialogContent sx={{ paddingTop: 0 }}>
          <Stack spacing={1.5}>
            <Choice label="contact.kind" value={kind} values={KINDS} words="kinds" choose={(one) => setKind(one)} />
            <Choice
              label="contact.direction"
              value={direction}
              values={DIRECTIONS}
              words="directions"
              choose={(one) => setDirection(one)}
            />
            <InstantField
              label={translate('contact.at')}
              helperText={translate('contact.at_hint')}
              hour={NOON}
              value={at}
              change={setAt}
              setIsReadable={setIsReadable}
            />
            <TextField
              multiline
              fullWidth
              minRows={2}
              maxRows={8}
              label={translate('contact.note')}
              value={note}
              onChange={({ target }) => setNote(target.value)}
              slotProps={{ htmlInput: { maxLength: LONGEST_NOTE } }}
            />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{translate('ra.action.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={isSaving} sx={{ minHeight: 44 }}>
            {translate('contact.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

interface ChoiceProps<Value extends string> {
  label: 'contact.kind' | 'contact.direction'
  value: Value
  values: readonly Value[]
  words: 'kinds' | 'directions'
  choose(value: Value): void
}

const Choice = <Value extends string>({ label, value, values, words, choose }: ChoiceProps<Value>) => {
  const translate = useWords()
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={value}
      aria-label={translate(label)}
      onChange={(_, chosen: Value | null) => chosen && choose(chosen)}
      sx={{ flexWrap: 'wrap', '& .MuiToggleButton-root': { minHeight: 44, textTransform: 'none' } }}
    >
      {values.map((one) => (
        <ToggleButton key={one} value={one}>
          {translate(`contact.${words}.${one}`, { _: one })}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
