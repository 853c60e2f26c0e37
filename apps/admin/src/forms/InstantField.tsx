/** A day or a minute, typed in the reader's format or picked from the browser's calendar. */
import CalendarIcon from '@mui/icons-material/CalendarMonthOutlined'
import { Box, IconButton, InputAdornment, TextField } from '@mui/material'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useLocaleState } from 'react-admin'
import { dayPattern, dayText, minuteText, readTyped, regionOf } from '../formats/typed-instant.ts'
import { useWords } from '../i18n/use-words.ts'

interface Props {
  label: string
  /** Null is empty. */
  value: Date | null
  change(at: Date | null): void
  /** Called with whether the typed text is a valid date. */
  setIsReadable?(is: boolean): void
  isDay?: boolean
  /** The time for a day that is typed without one. */
  hour?: number
  helperText?: string
  autoFocus?: boolean
  isLabelHidden?: boolean
  onKeyDown?(event: KeyboardEvent): void
}

export const InstantField = ({ label, value, change, setIsReadable, isDay = false, hour = 0, ...rest }: Props) => {
  const { helperText, autoFocus = false, isLabelHidden = false, onKeyDown } = rest
  const translate = useWords()
  const { locale, pattern } = useFormat(isDay)
  const write = (at: Date | null): string => (at === null ? '' : (isDay ? dayText : minuteText)(at, locale))
  const [text, setText] = useState(() => write(value))
  const [isLeft, setIsLeft] = useState(false)
  const take = (typed: string): void => {
    setText(typed)
    const at = readTyped(typed, locale, hour)
    change(at)
    setIsReadable?.(at !== null || typed.trim() === '')
  }
  const isWrong = text.trim() !== '' && readTyped(text, locale, hour) === null
  return (
    <TextField
      size="small"
      fullWidth
      autoFocus={autoFocus}
      {...(!isLabelHidden && { label })}
      placeholder={pattern}
      value={text}
      error={isWrong && isLeft}
      helperText={isWrong && isLeft ? translate('date_field.expected', { pattern }) : helperText}
      onChange={({ target }) => take(target.value)}
      onBlur={() => setIsLeft(true)}
      onFocus={() => setIsLeft(false)}
      {...(onKeyDown && { onKeyDown })}
      slotProps={{
        inputLabel: { shrink: true },
        htmlInput: { 'aria-label': label, inputMode: 'text', autoComplete: 'off' },
        input: {
          endAdornment: (
            <Calendar label={label} isDay={isDay} value={value} pick={(at) => (take(write(at)), change(at))} />
          ),
        },
      }}
    />
  )
}

function useFormat(isDay: boolean) {
  const translate = useWords()
  const [language] = useLocaleState()
  const locale = regionOf(language, navigator.languages)
  const [day = 'd', month = 'm', year = 'y', hour = 'h', minute = 'm'] = translate('date_field.letters').split(' ')
  const pattern = dayPattern(locale, { day, month, year })
  return { locale, pattern: isDay ? pattern : `${pattern} ${hour.repeat(2)}:${minute.repeat(2)}` }
}

interface CalendarProps {
  label: string
  isDay: boolean
  value: Date | null
  pick(at: Date): void
}

/** The browser's own calendar behind a button; its text format is not used. */
const Calendar = ({ label, isDay, value, pick }: CalendarProps) => {
  const translate = useWords()
  const field = useRef<HTMLInputElement>(null)
  return (
    <InputAdornment position="end" sx={{ position: 'relative' }}>
      <IconButton
        edge="end"
        size="small"
        aria-label={translate('date_field.calendar', { label })}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => field.current?.showPicker()}
      >
        <CalendarIcon fontSize="small" />
      </IconButton>
      <Box
        component="input"
        ref={field}
        type={isDay ? 'date' : 'datetime-local'}
        tabIndex={-1}
        aria-hidden
        value={localText(value, isDay)}
        onChange={({ target }: { target: HTMLInputElement }) =>
          target.value && pick(new Date(isDay ? `${target.value}T00:00` : target.value))
        }
        sx={{
          position: 'absolute',
          right: 0,
          bottom: 0,
          width: 1,
          height: 1,
          opacity: 0,
          pointerEvents: 'none',
          border: 0,
          padding: 0,
        }}
      />
    </InputAdornment>
  )
}

/** What a date-time input takes: the minute, where the browser is. */
function localText(at: Date | null, isDay: boolean): string {
  if (at === null) return ''
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, isDay ? 10 : 16)
}
