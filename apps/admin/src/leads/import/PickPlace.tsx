import { Autocomplete, TextField } from '@mui/material'
import type { ImportQuestion } from '@relance/contract'
import { useMemo } from 'react'
import { useLanguage } from '../../i18n/use-language.ts'
import { useWords } from '../../i18n/use-words.ts'
import { countries, timeZones } from '../../formats/places.ts'
import { LEFT_OUT, UNANSWERED } from './import-answers.ts'

export type PlaceQuestion = Extract<ImportQuestion, { choices: string[] }> & { kind: 'country' | 'timeZone' | 'locale' }

export const isPlace = (question: ImportQuestion): question is PlaceQuestion =>
  question.kind === 'country' || question.kind === 'timeZone' || question.kind === 'locale'

const LOCALES = 'fr fr-BE fr-CH fr-CA en en-GB en-US es de it pt nl ar pl ro tr ru zh ja'.split(' ')

function languages(language: 'fr' | 'en') {
  const names = new Intl.DisplayNames(language, { type: 'language' })
  return LOCALES.map((id) => ({ id, name: names.of(id) ?? id }))
}

interface Props {
  question: PlaceQuestion
  choice: string
  choose(choice: string): void
}

/** A country, time zone or language among all there are: the likely ones first, found by typing. */
export const PickPlace = ({ question: { kind, choices }, choice, choose }: Props) => {
  const translate = useWords()
  const language = useLanguage()
  const options = useMemo(() => {
    const all = kind === 'country' ? countries(language) : kind === 'timeZone' ? timeZones() : languages(language)
    const likely = choices.map((id) => all.find((one) => one.id === id) ?? { id, name: id })
    return [
      { id: UNANSWERED, name: translate('import.ask.refuse') },
      { id: LEFT_OUT, name: translate('import.ask.leave_value') },
      ...likely,
      ...all.filter(({ id }) => !choices.includes(id)),
    ]
  }, [kind, choices, language, translate])
  const chosen = options.find(({ id }) => id === choice) ?? options[0]
  return (
    <Autocomplete
      size="small"
      disableClearable
      options={options}
      {...(chosen && { value: chosen })}
      getOptionKey={({ id }) => id}
      getOptionLabel={({ name }) => name}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      onChange={(_, { id }) => choose(id)}
      renderInput={(params) => <TextField {...params} label={translate(`import.ask.${kind}_label`)} />}
    />
  )
}
