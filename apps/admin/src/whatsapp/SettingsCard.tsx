/** The settings of sending, and which secrets the server has; what they hold is never shown. */
import { Alert, Box, Chip, Stack, Typography } from '@mui/material'
import type { WhatsAppSettings } from '@relance/contract'
import { WHATSAPP_SETTINGS } from '@relance/contract/settings-registry'
import { useWords } from '../i18n/use-words.ts'
import { SettingControls } from '../settings/SettingControls.tsx'
import { SettingsCard as Card } from '../settings/SettingsCard.tsx'
import { useSingleton } from '../settings/use-singleton.ts'

export const SettingsCard = () => {
  const { reading, value, isDirty, change, save } = useSingleton<WhatsAppSettings>('whatsapp')
  if (!value) return <Card title="whatsapp.settings.title" reading={reading} />
  return (
    <Card title="whatsapp.settings.title" isDirty={isDirty} save={() => save()}>
      <SettingControls registry={WHATSAPP_SETTINGS} values={value} change={change} />
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
