/** A label and a value that is edited in place. Typed text survives a reload until it is saved or cancelled. */
import { Box, ButtonBase, MenuItem, TextField, Typography } from '@mui/material'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useDraft } from '../../forms/drafts.ts'
import { InstantField } from '../../forms/InstantField.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { useKept } from '../../providers/kept.ts'

interface Props {
  /** The key under which typed text is kept. */
  id: string
  label: string
  /** An instant is an ISO text; empty is none. */
  value: string
  kind: 'text' | 'email' | 'tel' | 'number' | 'choice' | 'instant' | 'day'
  isReadOnly: boolean
  /** False when it was refused: what was typed stays. */
  save(value: string): Promise<boolean>
  choices?: readonly { id: string; name: string }[]
  /** The value in words, where it is not its text. */
  shown?: string
  /** Shown when there is no value. */
  empty?: string
  hint?: string
  /** The time for a day that is typed without one. */
  hour?: number
}

export const EditedInPlace = (props: Props) => {
  const { id, label, value, isReadOnly, empty } = props
  const translate = useWords()
  const [kept, keep] = useKept(`lead/${id}`)
  const [wasKept] = useState(kept !== null)
  const [isOpen, setIsOpen] = useState(wasKept)
  const button = useRef<HTMLButtonElement>(null)
  const shown = shownOf(props)
  const close = (): void => {
    keep(null)
    setIsOpen(false)
    setTimeout(() => button.current?.focus({ preventScroll: true }))
  }
  const text = shown || (isReadOnly ? '—' : (empty ?? translate('lead_page.to_fill')))
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '104px minmax(0, 1fr)', columnGap: 1, alignItems: 'start' }}>
      <Typography variant="body2" component="dt" color="text.secondary" sx={{ paddingY: { xs: 1.5, md: 1 } }}>
        {label}
      </Typography>
      <Box component="dd" sx={{ margin: 0, minWidth: 0 }}>
        {isOpen && !isReadOnly ? (
          <Input
            {...props}
            {...(wasKept && { hint: translate('shell.kept') })}
            typed={kept ?? value}
            keep={keep}
            close={close}
          />
        ) : isReadOnly ? (
          <Typography variant="body2" sx={{ ...VALUE, color: shown ? 'text.primary' : 'text.secondary' }}>
            {text}
          </Typography>
        ) : (
          <ButtonBase
            ref={button}
            className="lead-value"
            aria-label={translate('lead_page.change', { label, value: text })}
            onClick={() => setIsOpen(true)}
            sx={{ ...VALUE, ...PRESSED, color: shown ? 'text.primary' : 'text.secondary' }}
          >
            {text}
          </ButtonBase>
        )}
      </Box>
    </Box>
  )
}

const VALUE = {
  display: 'block',
  width: '100%',
  minHeight: { xs: 44, md: 36 },
  paddingX: 1,
  paddingY: { xs: 1.5, md: 1 },
  textAlign: 'left',
  typography: 'body2',
  overflowWrap: 'anywhere',
} as const
const PRESSED = {
  borderRadius: 1,
  '&:hover, &:focus-visible': { bgcolor: 'action.selected' },
  '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main' },
} as const

const shownOf = ({ shown, value, choices }: Props): string =>
  shown ?? choices?.find(({ id }) => id === value)?.name ?? value

interface InputProps extends Props {
  typed: string
  keep(text: string | null): void
  close(): void
}

const Input = ({ label, value, kind, save, choices, hint, hour, typed, keep, close }: InputProps) => {
  // Compares with the lead as it was when the field was opened: live updates must not hide that somebody else saved meanwhile.
  const [saveOver] = useState(() => save)
  const [isSaving, setIsSaving] = useState(false)
  const [isReadable, setIsReadable] = useState(true)
  /** Leaving a field that is being saved or cancelled does not save again. */
  const isOver = useRef(false)
  useDraft(typed !== value, isSaving)
  const submit = async (text = typed): Promise<void> => {
    if (isOver.current || !isReadable) return
    const written = text.trim()
    if (written === value) return leave()
    isOver.current = true
    setIsSaving(true)
    const isSaved = await saveOver(written)
    setIsSaving(false)
    isOver.current = false
    if (isSaved) leave()
  }
  const leave = (): void => {
    isOver.current = true
    close()
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      leave()
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      void submit()
    }
  }
  if (kind === 'instant' || kind === 'day') {
    return (
      <Box onBlur={({ currentTarget, relatedTarget }) => currentTarget.contains(relatedTarget) || void submit()}>
        <InstantField
          autoFocus
          isLabelHidden
          label={label}
          isDay={kind === 'day'}
          {...(hour !== undefined && { hour })}
          value={typed === '' ? null : new Date(typed)}
          change={(at) => keep(at === null ? '' : kind === 'day' ? dayOf(at) : at.toISOString())}
          setIsReadable={setIsReadable}
          onKeyDown={press}
        />
      </Box>
    )
  }
  return (
    <TextField
      autoFocus
      fullWidth
      size="small"
      margin="none"
      type={kind === 'choice' ? 'text' : kind}
      select={kind === 'choice'}
      value={typed}
      disabled={isSaving}
      helperText={hint}
      onChange={({ target }) => {
        keep(target.value)
        if (kind === 'choice') void submit(target.value)
      }}
      {...(kind !== 'choice' && { onBlur: () => void submit() })}
      onKeyDown={press}
      slotProps={{
        htmlInput: { 'aria-label': label, autoComplete: 'off', ...(kind === 'number' && { step: 'any' }) },
        select: { defaultOpen: true, onClose: () => setTimeout(close), SelectDisplayProps: { 'aria-label': label } },
      }}
    >
      {choices?.map(({ id, name }) => (
        <MenuItem key={id} value={id}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  )
}

const dayOf = (at: Date): string =>
  `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`
