/** The settings of sending, and which secrets the server has; what they hold is never shown. */
import { Alert, Autocomplete, Box, Checkbox, Chip, FormControlLabel, Stack, TextField, Typography } from '@mui/material'
import type { WhatsAppSettings } from '@relance/contract'
import { useWords } from '../i18n/use-words.ts'
import { SettingsCard as Card } from '../settings/SettingsCard.tsx'
import { useSingleton } from '../settings/use-singleton.ts'

export const SettingsCard = () => {
  const translate = useWords()
  const { reading, value, isDirty, change, save } = useSingleton<WhatsAppSettings>('whatsapp')
  if (!value) return <Card title="whatsapp.settings.title" reading={reading} />
  const { fallsBack, messagesPerSecond, stopWords, monthlyBudget, currency } = value
  return (
    <Card title="whatsapp.settings.title" isDirty={isDirty} save={() => save()}>
      <FormControlLabel
        control={<Checkbox checked={fallsBack} onChange={(_, checked) => change({ fallsBack: checked })} />}
        label={translate('whatsapp.settings.falls_back')}
      />
      <TextField
        type="number"
        label={translate('whatsapp.settings.pace')}
        value={messagesPerSecond}
        helperText={translate('whatsapp.settings.pace_hint')}
        slotProps={{ htmlInput: { min: 1, max: 1_000 } }}
        onChange={({ target }) => change({ messagesPerSecond: Number(target.value) })}
      />
      <Autocomplete
        multiple
        freeSolo
        fullWidth
        options={[]}
        value={stopWords}
        onChange={(_, words) => change({ stopWords: words.map((word) => word.trim()).filter(Boolean) })}
        renderInput={(params) => (
          <TextField
            {...params}
            label={translate('whatsapp.settings.stop_words')}
            helperText={translate('whatsapp.settings.stop_words_hint')}
          />
        )}
      />
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
        <TextField
          type="number"
          label={translate('whatsapp.settings.budget')}
          value={monthlyBudget ?? ''}
          helperText={translate('whatsapp.settings.budget_hint')}
          slotProps={{ htmlInput: { min: 0, step: 0.01 } }}
          onChange={({ target }) => change({ monthlyBudget: target.value === '' ? null : Number(target.value) })}
        />
        <TextField
          label={translate('whatsapp.settings.currency')}
          value={currency}
          slotProps={{ htmlInput: { maxLength: 3 } }}
          onChange={({ target }) => change({ currency: target.value.toUpperCase() })}
          sx={{ width: 110 }}
        />
      </Stack>
      <Secrets settings={value} />
    </Card>
  )
}

const Secrets = ({ settings: { environment, webhookUrl } }: { settings: WhatsAppSettings }) => {
  const translate = useWords()
  return (
    <Box sx={{ width: '100%' }}>
      <Typography variant="body2" gutterBottom>
        {translate('whatsapp.settings.secrets')}
      </Typography>
      <Stack component="ul" spacing={0.5} sx={{ listStyle: 'none', padding: 0, margin: 0, marginBottom: 1 }}>
        {Object.entries(environment).map(([name, isSet]) => (
          <Box component="li" key={name} sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
            <code>{name}</code>
            <Chip
              size="small"
              variant="outlined"
              color={isSet ? 'success' : 'warning'}
              sx={{ color: 'text.primary' }}
              label={translate(isSet ? 'whatsapp.settings.set' : 'whatsapp.settings.missing')}
            />
          </Box>
        ))}
      </Stack>
      {webhookUrl && (
        <Alert severity="info" sx={{ overflowWrap: 'anywhere' }}>
          {translate('whatsapp.settings.webhook', { url: webhookUrl })}
        </Alert>
      )}
    </Box>
  )
}
