/** On a lead's page: what was said outside the panel, noted in a few taps, with what it changes and the way back. */
import AddCommentIcon from '@mui/icons-material/AddComment'
import CallIcon from '@mui/icons-material/Call'
import { Alert, Box, Button, Stack, TextField, ToggleButton, ToggleButtonGroup } from '@mui/material'
import type { Contact, LeadNote } from '@relance/contract'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useNotify, useRecordContext } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { request } from '../providers/request.ts'
import { refusalOf } from '../providers/sentences-of.ts'
import type { LeadExplained } from '../why/use-explained.ts'

const KINDS = ['call', 'meeting', 'message', 'email', 'other'] as const
const DIRECTIONS = ['outbound', 'inbound'] as const
const LONGEST_NOTE = 4_000
const EARLIEST_MINUTE = '2000-01-01T00:00'

type Noted = { kind: 'contact'; contact: Contact; summary: string } | { kind: 'note' }

/** Notes, and tells what was noted last. */
function useNoting(leadId: string, close: () => void) {
  const notify = useNotify()
  const queries = useQueryClient()
  const [noted, setNoted] = useState<Noted | null>(null)
  const path = `leads/${leadId}`
  const save = async (work: () => Promise<Noted | null>): Promise<void> => {
    try {
      setNoted(await work())
      close()
    } catch (error) {
      notify(refusalOf(error), { type: 'error' })
    }
    await queries.invalidateQueries()
  }
  const noteContact = (body: object) =>
    save(async () => {
      const { json: contact } = await request<Contact>(`${path}/contacts`, { method: 'POST', body })
      const { json: explained } = await request<LeadExplained>(`${path}/explain`)
      return { kind: 'contact', contact, summary: explained.words.summary }
    })
  const takeBack = ({ id }: Contact) =>
    save(async () => {
      await request(`${path}/contacts/${id}`, { method: 'DELETE' })
      return null
    })
  const addNote = (text: string) =>
    save(async () => {
      await request<LeadNote>(`${path}/notes`, { method: 'POST', body: { text } })
      return { kind: 'note' }
    })
  return { noted, forget: () => setNoted(null), noteContact, takeBack, addNote }
}

export const NoteContact = () => {
  const lead = useRecordContext()
  const translate = useWords()
  const [asked, setAsked] = useState<Noted['kind'] | null>(null)
  const { noted, forget, noteContact, takeBack, addNote } = useNoting(String(lead?.id), () => setAsked(null))
  if (!lead) return null
  const toggle = (kind: Noted['kind'], icon: ReactNode) => (
    <Button
      variant={asked === kind ? 'contained' : 'outlined'}
      startIcon={icon}
      aria-expanded={asked === kind}
      onClick={() => setAsked(asked === kind ? null : kind)}
      sx={{ minHeight: 44 }}
    >
      {translate(`contact.ask.${kind}`)}
    </Button>
  )
  return (
    <Box component="section" aria-label={translate('contact.title')} sx={{ padding: 2, paddingBottom: 0 }}>
      <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap">
        {toggle('contact', <CallIcon />)}
        {toggle('note', <AddCommentIcon />)}
      </Stack>
      {asked === 'contact' && <ContactForm save={noteContact} />}
      {asked === 'note' && <NoteForm save={addNote} />}
      {noted && asked === null && <Done noted={noted} takeBack={takeBack} close={forget} />}
    </Box>
  )
}

interface DoneProps {
  noted: Noted
  takeBack(contact: Contact): Promise<void>
  close(): void
}

const Done = ({ noted, takeBack, close }: DoneProps) => {
  const translate = useWords()
  if (noted.kind === 'note') {
    return (
      <Alert severity="success" onClose={close} sx={{ marginTop: 1 }}>
        {translate('contact.noted.note')}
      </Alert>
    )
  }
  const { contact, summary } = noted
  return (
    <Alert
      severity="success"
      sx={{ marginTop: 1 }}
      action={
        <>
          <Button color="inherit" size="small" onClick={() => void takeBack(contact)}>
            {translate('contact.take_back')}
          </Button>
          <Button color="inherit" size="small" onClick={close}>
            {translate('ra.action.close')}
          </Button>
        </>
      }
    >
      {translate(`contact.noted.${contact.kind}`)} {summary}
    </Alert>
  )
}

/** What a date-time input takes: the minute, where the browser is. */
function localMinute(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

const ContactForm = ({ save }: { save(body: object): Promise<void> }) => {
  const translate = useWords()
  const [kind, setKind] = useState<(typeof KINDS)[number]>('call')
  const [direction, setDirection] = useState<(typeof DIRECTIONS)[number]>('outbound')
  /** Empty is now, by the server's clock. */
  const [at, setAt] = useState('')
  const [note, setNote] = useState('')
  const { isSaving, submit } = useSubmit(() => {
    return save({ kind, direction, note, ...(at !== '' && { at: new Date(at).toISOString() }) })
  })
  return (
    <Stack component="form" spacing={1.5} sx={{ marginTop: 1.5 }} onSubmit={submit}>
      <Choice label="contact.kind" value={kind} values={KINDS} words="kinds" choose={(one) => setKind(one)} />
      <Choice
        label="contact.direction"
        value={direction}
        values={DIRECTIONS}
        words="directions"
        choose={(one) => setDirection(one)}
      />
      <TextField
        type="datetime-local"
        size="small"
        label={translate('contact.at')}
        helperText={translate('contact.at_hint')}
        value={at}
        onChange={({ target }) => setAt(target.value)}
        slotProps={{ inputLabel: { shrink: true }, htmlInput: { min: EARLIEST_MINUTE, max: localMinute(new Date()) } }}
      />
      <NoteInput label="contact.note" value={note} change={setNote} />
      <Save isSaving={isSaving} />
    </Stack>
  )
}

const NoteForm = ({ save }: { save(text: string): Promise<void> }) => {
  const [text, setText] = useState('')
  const { isSaving, submit } = useSubmit(() => save(text))
  return (
    <Stack component="form" spacing={1.5} sx={{ marginTop: 1.5 }} onSubmit={submit}>
      <NoteInput label="contact.text" value={text} change={setText} isRequired />
      <Save isSaving={isSaving} />
    </Stack>
  )
}

/** A second tap while the first is on its way does nothing. */
function useSubmit(save: () => Promise<void>) {
  const [isSaving, setIsSaving] = useState(false)
  const submit = async (event: { preventDefault(): void; stopPropagation(): void }): Promise<void> => {
    event.preventDefault()
    event.stopPropagation()
    if (isSaving) return
    setIsSaving(true)
    await save()
    setIsSaving(false)
  }
  return { isSaving, submit: (event: React.FormEvent) => void submit(event) }
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

interface NoteInputProps {
  label: 'contact.note' | 'contact.text'
  value: string
  change(text: string): void
  isRequired?: boolean
}

const NoteInput = ({ label, value, change, isRequired = false }: NoteInputProps) => {
  const translate = useWords()
  return (
    <TextField
      multiline
      fullWidth
      minRows={2}
      maxRows={8}
      required={isRequired}
      label={translate(label)}
      value={value}
      onChange={({ target }) => change(target.value)}
      slotProps={{ htmlInput: { maxLength: LONGEST_NOTE } }}
    />
  )
}

const Save = ({ isSaving }: { isSaving: boolean }) => {
  const translate = useWords()
  return (
    <Button type="submit" variant="contained" disabled={isSaving} sx={{ alignSelf: 'flex-start', minHeight: 44 }}>
      {translate('contact.save')}
    </Button>
  )
}
