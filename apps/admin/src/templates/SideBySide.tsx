/** Our text beside what WhatsApp would send in its place. */
import { Alert, Box, Chip, Stack, Typography } from '@mui/material'
import type { TemplatePreview } from '@relance/contract'
import { useId, type ReactNode } from 'react'
import { useWords } from '../i18n/use-words.ts'
import { Bubble } from '../parts/Bubble.tsx'

type Theirs = NonNullable<TemplatePreview['whatsapp']>

export const SideBySide = ({ ours, theirs }: { ours: string; theirs: Theirs }) => {
  const translate = useWords()
  const id = useId()
  const { text, buttons, isSendable, refusals } = theirs
  return (
    <section aria-labelledby={id}>
      <Typography id={id} variant="subtitle2" component="h3" gutterBottom>
        {translate('whatsapp.map.side_by_side')}
      </Typography>
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
        <Side title={translate('whatsapp.map.ours')}>
          <Bubble>{ours}</Bubble>
        </Side>
        <Side title={translate('whatsapp.map.theirs')}>
          {text !== null && <Bubble>{text}</Bubble>}
          <Stack direction="row" spacing={0.5} useFlexGap flexWrap="wrap" sx={{ marginTop: 0.5 }}>
            {buttons.map((button) => (
              <Chip key={button} size="small" variant="outlined" label={button} />
            ))}
          </Stack>
        </Side>
      </Stack>
      {!isSendable && (
        <Alert severity="warning" sx={{ marginTop: 1 }}>
          {translate('whatsapp.map.unlike')}
          <ul style={{ margin: 0, paddingLeft: 20 }}>
            {refusals.map(({ field, code, text: words }) => (
              <li key={`${field} ${code}`}>{words}</li>
            ))}
          </ul>
        </Alert>
      )}
    </section>
  )
}

const Side = ({ title, children }: { title: string; children: ReactNode }) => (
  <Box sx={{ flex: 1, minWidth: 0 }}>
    <Typography variant="body2" color="text.secondary" gutterBottom>
      {title}
    </Typography>
    {children}
  </Box>
)
