import { FormControlLabel, MenuItem, Stack, Switch, TextField, Typography } from '@mui/material'
import { useLocales, useLocaleState, useStore } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { KEYS_PREFERENCE } from '../inbox/use-keys.ts'
import { ProfileCard } from './ProfileCard.tsx'

const THEMES = ['system', 'light', 'dark'] as const
type Theme = (typeof THEMES)[number]

export const PreferencesCard = () => {
  const translate = useWords()
  const [locale, setLocale] = useLocaleState()
  const locales = useLocales()
  // Where nothing is kept, react-admin follows the device.
  const [theme, setTheme] = useStore<Exclude<Theme, 'system'> | undefined>('theme')
  const [hasKeys, setHasKeys] = useStore(KEYS_PREFERENCE, true)
  return (
    <ProfileCard title="profile.preferences">
      <Stack spacing={2} sx={{ marginTop: 1.5 }}>
        <TextField
          select
          fullWidth
          label={translate('profile.language')}
          value={locale}
          onChange={({ target }) => setLocale(target.value)}
        >
          {locales?.map(({ locale: code, name }) => (
            <MenuItem key={code} value={code} lang={code}>
              {name}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          select
          fullWidth
          label={translate('profile.theme')}
          value={theme ?? 'system'}
          onChange={({ target }) =>
            setTheme(target.value === 'system' ? undefined : (target.value as 'light' | 'dark'))
          }
        >
          {THEMES.map((choice) => (
            <MenuItem key={choice} value={choice}>
              {translate(`profile.themes.${choice}`)}
            </MenuItem>
          ))}
        </TextField>
        <FormControlLabel
          control={<Switch checked={hasKeys} onChange={(_, isOn) => setHasKeys(isOn)} />}
          label={
            <>
              {translate('profile.keys')}
              <Typography variant="body2" color="text.secondary">
                {translate('profile.keys_hint')}
              </Typography>
            </>
          }
        />
        <Typography variant="body2" color="text.secondary">
          {translate('profile.browser_only')}
        </Typography>
      </Stack>
    </ProfileCard>
  )
}
