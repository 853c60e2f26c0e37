/** A password to choose, with its strength while it is typed. The server has the last word: it also knows the company. */
import { LinearProgress, Stack, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useId } from 'react'
import { PasswordInput, type PasswordInputProps } from 'react-admin'
import { useWatch } from 'react-hook-form'
import { useLanguage } from '../i18n/use-language.ts'
import { useWords } from '../i18n/use-words.ts'

const BEST = 4

interface Props extends Pick<PasswordInputProps, 'label' | 'validate' | 'helperText'> {
  /** Name and email of the person. */
  about: readonly string[]
}

export const NewPasswordInput = ({
  about,
  label = 'resources.users.fields.password',
  helperText = 'team.password_length',
  validate,
}: Props) => {
  const strengthId = useId()
  return (
    <Stack sx={{ width: '100%' }}>
      <PasswordInput
        source="password"
        label={label}
        helperText={helperText}
        validate={validate}
        autoComplete="new-password"
        slotProps={{ htmlInput: { 'aria-describedby': strengthId } }}
      />
      <div id={strengthId} aria-live="polite">
        <StrengthMeter about={about} />
      </div>
    </Stack>
  )
}

const StrengthMeter = ({ about }: Pick<Props, 'about'>) => {
  const translate = useWords()
  const language = useLanguage()
  const password = useDeferredValue(String(useWatch({ name: 'password' }) ?? ''))
  const { data: rate } = useQuery({
    queryKey: ['rate-password'],
    queryFn: async () => (await import('./rate-password.ts')).strengthOf,
    enabled: password !== '',
    staleTime: Number.POSITIVE_INFINITY,
    // Without a connection the form works on, and the server says what is wrong.
    retry: false,
  })
  if (!rate || password === '') return null
  const { score, fault } = rate(password, about, language)
  return (
    <Stack spacing={0.5} sx={{ marginBottom: 1 }}>
      <LinearProgress
        variant="determinate"
        value={(Math.max(score, 1) / BEST) * 100}
        color={fault ? 'warning' : 'success'}
        aria-label={translate('team.strength')}
      />
      <Typography variant="body2" color={fault ? 'text.primary' : 'success.main'}>
        {fault ?? translate(score < BEST ? 'team.password_strong' : 'team.password_strongest')}
      </Typography>
    </Stack>
  )
}
