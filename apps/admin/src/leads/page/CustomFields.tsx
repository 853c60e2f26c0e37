/** The company's own fields of a lead, each with the input that fits it. */
import { Box, Typography } from '@mui/material'
import type { Lead } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useLocaleState, useNotify } from 'react-admin'
import { useWords } from '../../i18n/use-words.ts'
import { type CustomKind, kindOfValue, labelOfKey, textOfValue, valueOfText } from './custom-values.ts'
import { EditedInPlace } from './EditedInPlace.tsx'
import { useSaveField } from './use-save-field.ts'

const INPUTS = { text: 'text', number: 'text', yesNo: 'choice', day: 'day' } as const satisfies Record<
  CustomKind,
  string
>

export const CustomFields = ({ lead, isReadOnly }: { lead: Lead; isReadOnly: boolean }) => {
  const translate = useWords()
  const keys = Object.keys(lead.custom).sort((a, b) => a.localeCompare(b))
  if (keys.length === 0) return null
  return (
    <>
      <Typography variant="h6" component="h2" sx={{ marginTop: 2 }}>
        {translate('resources.leads.fields.custom')}
      </Typography>
      <Box component="dl" sx={{ margin: 0 }}>
        {keys.map((key) => (
          <CustomField key={key} lead={lead} name={key} isReadOnly={isReadOnly} />
        ))}
      </Box>
    </>
  )
}

const CustomField = ({ lead, name, isReadOnly }: { lead: Lead; name: string; isReadOnly: boolean }) => {
  const translate = useWords()
  const notify = useNotify()
  const [locale] = useLocaleState()
  const { save } = useSaveField(lead)
  const value = lead.custom[name]
  const kind = kindOfValue(value)
  const keep = async (text: string): Promise<boolean> => {
    const read = valueOfText(text, kind)
    if (read !== undefined) return save('custom', { ...lead.custom, [name]: read })
    notify('lead_page.no_number', { type: 'error' })
    return false
  }
  const shown = shownOf(value, kind, locale)
  return (
    <EditedInPlace
      id={`${lead.id}/custom.${name}`}
      label={labelOfKey(name)}
      value={textOfValue(value)}
      kind={INPUTS[kind]}
      isReadOnly={isReadOnly}
      save={keep}
      {...(kind === 'yesNo' && {
        choices: (['true', 'false'] as const).map((id) => ({ id, name: translate(`ra.boolean.${id}`) })),
      })}
      {...(shown !== undefined && { shown })}
    />
  )
}

function shownOf(value: unknown, kind: CustomKind, locale: string): string | undefined {
  if (kind === 'number') return new Intl.NumberFormat(locale).format(value as number)
  if (kind !== 'day') return undefined
  return instantFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(value as string))
}
