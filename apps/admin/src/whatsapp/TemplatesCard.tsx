/** The templates of the WhatsApp account, as they were last read. */
import { Box, Button, Stack, Typography } from '@mui/material'
import type { WhatsAppStatus, WhatsAppTemplate } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useState } from 'react'
import { useLocaleState, useNotify } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../parts/Panel.tsx'
import { StateChip } from './StateChip.tsx'
import { useAct, useWhatsAppTemplates } from './use-whatsapp.ts'

export const TemplatesCard = ({ status: { isConfigured, templates: known } }: { status: WhatsAppStatus }) => {
  const translate = useWords()
  const notify = useNotify()
  const [locale] = useLocaleState()
  const act = useAct()
  const [isReading, setIsReading] = useState(false)
  const reading = useWhatsAppTemplates()
  const read = async (): Promise<void> => {
    setIsReading(true)
    const synced = await act<{ templates: number; approved: number }>('whatsapp/templates/sync')
    if (synced) notify('whatsapp.templates.synced', { type: 'success', messageArgs: synced })
    setIsReading(false)
  }
  const at =
    known.syncedAt && instantFormat(locale, { dateStyle: 'short', timeStyle: 'short' }).format(new Date(known.syncedAt))
  return (
    <Panel
      title={translate('whatsapp.templates.title')}
      summary={translate(at ? 'whatsapp.templates.read_at' : 'whatsapp.templates.never_read', { at })}
      reading={reading}
      action={
        isConfigured && (
          <Button variant="outlined" disabled={isReading} onClick={() => void read()}>
            {translate('whatsapp.templates.sync')}
          </Button>
        )
      }
    >
      {reading.data?.length === 0 && <Typography>{translate('whatsapp.templates.none')}</Typography>}
      <Box component="ul" sx={{ listStyle: 'none', padding: 0, margin: 0 }}>
        {reading.data?.map((template) => (
          <Template key={template.id} template={template} />
        ))}
      </Box>
    </Panel>
  )
}

const Template = ({ template }: { template: WhatsAppTemplate }) => {
  const translate = useWords()
  const { name, language, category, status, reason, headerText, bodyText, footerText } = template
  return (
    <Box component="li" sx={{ paddingY: 1, borderTop: 1, borderColor: 'divider' }}>
      <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap" alignItems="center">
        <Typography variant="subtitle2" component="h3" sx={{ overflowWrap: 'anywhere' }}>
          {name} · {language}
        </Typography>
        <StateChip status={status} />
        <Typography variant="caption" color="text.secondary">
          {translate(`whatsapp.categories.${category.toLowerCase()}`, { _: category })}
        </Typography>
      </Stack>
      <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
        {[headerText, bodyText, footerText].filter(Boolean).join(' — ')}
      </Typography>
      {reason && (
        <Typography variant="body2" color="text.secondary">
          {translate('whatsapp.own_words', { words: reason })}
        </Typography>
      )}
    </Box>
  )
}
