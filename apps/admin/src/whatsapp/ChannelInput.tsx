/** Who sends the messages of a rule, and what that means. */
import { Alert, Typography } from '@mui/material'
import { RadioButtonGroupInput, useRecordContext } from 'react-admin'
import { useWatch } from 'react-hook-form'
import { useWords } from '../i18n/use-words.ts'

const CHANNELS = (['closer', 'whatsapp'] as const).map((id) => ({ id, name: `whatsapp.channels.${id}` }))

export const ChannelInput = () => {
  const translate = useWords()
  const record = useRecordContext()
  const channel: string = useWatch({ name: 'channel' }) ?? record?.channel ?? 'closer'
  return (
    <>
      <RadioButtonGroupInput source="channel" choices={CHANNELS} row={false} helperText={false} />
      {channel === 'whatsapp' ? (
        <Alert severity="info" sx={{ marginBottom: 2, width: '100%' }}>
          {translate('whatsapp.channel_means.whatsapp')}
        </Alert>
      ) : (
        <Typography variant="body2" color="text.secondary" sx={{ marginBottom: 2 }}>
          {translate('whatsapp.channel_means.closer')}
        </Typography>
      )}
    </>
  )
}
