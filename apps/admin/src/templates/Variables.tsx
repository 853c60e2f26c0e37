import { Chip, Stack, Typography } from '@mui/material'
import type { RefObject } from 'react'
import { useFormContext } from 'react-hook-form'
import { useWords } from '../i18n/use-words.ts'

const VARIABLES = ['lead.firstName', 'lead.lastName', 'lead.company', 'closer.name', 'company.name'] as const

/** A tap puts a variable where the caret is, in place of what is selected. */
export const Variables = ({ within }: { within: RefObject<HTMLElement | null> }) => {
  const translate = useWords()
  const { getValues, setValue } = useFormContext<{ body?: string }>()
  const insert = (variable: string): void => {
    const body = getValues('body') ?? ''
    const text = within.current?.querySelector<HTMLTextAreaElement>('textarea[name=body]')
    const from = text?.selectionStart ?? body.length
    const to = text?.selectionEnd ?? from
    const between = from === 0 || /\s$/.test(body.slice(0, from)) ? '' : ' '
    const inserted = `${between}{{ ${variable} }}`
    setValue('body', `${body.slice(0, from)}${inserted}${body.slice(to)}`, { shouldDirty: true, shouldValidate: true })
    const caret = from + inserted.length
    requestAnimationFrame(() => {
      text?.focus()
      text?.setSelectionRange(caret, caret)
    })
  }
  return (
    <>
      <Typography variant="body2" color="text.secondary">
        {translate('template.variables')}
      </Typography>
      <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap" sx={{ marginY: 1 }}>
        {VARIABLES.map((variable) => (
          <Chip
            key={variable}
            variant="outlined"
            label={translate(`template.variable.${variable}`)}
            title={`{{ ${variable} }}`}
            onClick={() => insert(variable)}
          />
        ))}
      </Stack>
    </>
  )
}
