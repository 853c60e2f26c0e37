/** Who sends the messages of a rule, and what that means. */
import { Alert, Typography } from '@mui/material'
import { CHANNEL_KEYS, type ChannelKey, CHANNELS, isInbox } from '@relance/contract/channels'
import { RadioButtonGroupInput, useRecordContext } from 'react-admin'
import { useWatch } from 'react-hook-form'
import { useLanguage } from '../i18n/use-language.ts'

export const ChannelInput = () => {
  const language = useLanguage()
  const record = useRecordContext()
  const channel: ChannelKey = useWatch({ name: 'channel' }) ?? record?.channel ?? 'closer'
  const choices = CHANNEL_KEYS.map((id) => ({ id, name: CHANNELS[id].label[language] }))
  const hint = CHANNELS[channel].hint[language]
  return (
    <>
      <RadioButtonGroupInput
        source="channel"
        choices={choices}
        translateChoice={false}
        row={false}
        helperText={false}
      />
      {isInbox(channel) ? (
        <Typography variant="body2" color="text.secondary" sx={{ marginBottom: 2 }}>
          {hint}
        </Typography>
      ) : (
        <Alert severity="info" sx={{ marginBottom: 2, width: '100%' }}>
          {hint}
        </Alert>
      )}
    </>
  )
}
