import { Chip, Stack } from '@mui/material'
import { MESSAGE_FIELDS } from '@relance/contract/lead-fields'
import { useWords } from '../i18n/use-words.ts'

const VARIABLES = [...MESSAGE_FIELDS.map((field) => `lead.${field}` as const), 'closer.name', 'company.name'] as const

interface Props {
  /** The field they go into, once it is on the page. */
  fieldOf(): HTMLTextAreaElement | HTMLInputElement | null | undefined
  text: string
  change(text: string): void
  /** Names the group where the page has several. */
  label?: string
}

/** A tap puts a variable where the caret is, in place of what is selected. */
export const Variables = ({ fieldOf, text, change, label }: Props) => {
  const translate = useWords()
  const insert = (variable: string): void => {
    const field = fieldOf()
    const from = field?.selectionStart ?? text.length
    const to = field?.selectionEnd ?? from
    const between = from === 0 || /\s$/.test(text.slice(0, from)) ? '' : ' '
    const inserted = `${between}{{ ${variable} }}`
    change(`${text.slice(0, from)}${inserted}${text.slice(to)}`)
    const caret = from + inserted.length
    requestAnimationFrame(() => {
      field?.focus()
      field?.setSelectionRange(caret, caret)
    })
  }
  return (
    <Stack
      direction="row"
      spacing={1}
      useFlexGap
      flexWrap="wrap"
      role="group"
      aria-label={label ?? translate('template.variables')}
      sx={{ marginY: 1 }}
    >
      {VARIABLES.map((variable) => (
        <Chip
          key={variable}
          variant="outlined"
          size={label ? 'small' : 'medium'}
          label={translate(`template.variable.${variable}`)}
          title={`{{ ${variable} }}`}
          onClick={() => insert(variable)}
        />
      ))}
    </Stack>
  )
}
