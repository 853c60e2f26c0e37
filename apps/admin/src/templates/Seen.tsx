import { Alert, Box, createTheme, Stack, ThemeProvider, Typography } from '@mui/material'
import type { Lead, TemplateMapping, TemplatePreview } from '@relance/contract'
import type { ReactNode } from 'react'
import { useWords } from '../i18n/use-words.ts'
import { Bubble } from '../parts/Bubble.tsx'
import { LeadPicker } from '../forms/LeadPicker.tsx'
import { SideBySide } from './SideBySide.tsx'

const LIGHT = createTheme({ palette: { mode: 'light' } })
const DARK = createTheme({ palette: { mode: 'dark' } })

interface Props {
  lead: Lead | null
  pick(lead: Lead | null): void
  preview: TemplatePreview | null
  refusal: string | null
  mapping: TemplateMapping | null
}

/** The message as it arrives, by day and by night, and for the leads that are hard to write to; or why it cannot be sent. */
export const Seen = ({ lead, pick, preview, refusal, mapping }: Props) => {
  const translate = useWords()
  return (
    <section>
      <Typography variant="subtitle1" component="h2">
        {translate('template.seen')}
      </Typography>
      <LeadPicker lead={lead} pick={pick} />
      {refusal && <Alert severity="error">{refusal}</Alert>}
      {!refusal && preview && <Previewed preview={preview} mapping={mapping} />}
    </section>
  )
}

const Previewed = ({ preview, mapping }: { preview: TemplatePreview; mapping: TemplateMapping | null }) => {
  const translate = useWords()
  const { message, length, emptyVariables, cases, whatsapp } = preview
  const shown = message ?? translate('template.blank')
  return (
    <Stack spacing={1.5}>
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1}>
        <Phone mode="light">{shown}</Phone>
        <Phone mode="dark">{shown}</Phone>
      </Stack>
      <Typography variant="caption" color={message === null ? 'error' : 'text.secondary'}>
        {translate('template.length', { length })}
      </Typography>
      {emptyVariables.length > 0 && (
        <Alert severity="warning">{translate('template.gaps', { variables: emptyVariables.join(', ') })}</Alert>
      )}
      {mapping && whatsapp && <SideBySide ours={shown} theirs={whatsapp} />}
      <Typography variant="subtitle2" component="h3">
        {translate('template.worst')}
      </Typography>
      {cases.map(({ name, message: text, emptyVariables: gaps }) => (
        <div key={name}>
          <Typography variant="body2" color="text.secondary" gutterBottom>
            {translate(`template.cases.${name}`)}
          </Typography>
          <Bubble>{text ?? translate('template.blank')}</Bubble>
          {gaps.length > 0 && (
            <Typography variant="caption" color="text.secondary">
              {translate('template.gaps', { variables: gaps.join(', ') })}
            </Typography>
          )}
        </div>
      ))}
    </Stack>
  )
}

const Phone = ({ mode, children }: { mode: 'light' | 'dark'; children: ReactNode }) => (
  <ThemeProvider theme={mode === 'light' ? LIGHT : DARK}>
    <Box sx={{ flex: 1, padding: 1.5, borderRadius: 2, bgcolor: mode === 'light' ? '#efeae2' : '#0b141a' }}>
      <Bubble>{children}</Bubble>
    </Box>
  </ThemeProvider>
)
