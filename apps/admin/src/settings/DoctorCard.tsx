import { Accordion, AccordionDetails, AccordionSummary, Alert, AlertTitle, Stack, Typography } from '@mui/material'
import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import type { DoctorReport } from '@relance/contract'
import { useQuery } from '@tanstack/react-query'
import { useLocaleState } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { request } from '../providers/request.ts'
import { SettingsCard } from './SettingsCard.tsx'

const SEVERITIES = { bad: 'error', open: 'info' } as const

/** As `relance doctor` says it: what is to be mended first, then what is not set up; what is sound is folded. */
export const DoctorCard = () => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const reading = useQuery({
    queryKey: ['doctor', locale],
    queryFn: async () => (await request<DoctorReport>('doctor', { language: locale })).json.findings,
  })
  const findings = reading.data
  if (!findings) return <SettingsCard title="settings.doctor.title" reading={reading} />
  const sound = findings.filter(({ level }) => level === 'good')
  return (
    <SettingsCard title="settings.doctor.title" hint="settings.doctor.hint">
      <Stack spacing={1}>
        {(['bad', 'open'] as const).flatMap((wanted) =>
          findings
            .filter(({ level }) => level === wanted)
            .map(({ code, title, text }) => (
              <Alert key={code} severity={SEVERITIES[wanted]} variant="outlined" sx={{ overflowWrap: 'anywhere' }}>
                <AlertTitle>{title}</AlertTitle>
                {text}
              </Alert>
            )),
        )}
        <Accordion disableGutters variant="outlined">
          <AccordionSummary expandIcon={<ExpandMoreIcon />}>
            {translate('settings.doctor.sound', { smart_count: sound.length })}
          </AccordionSummary>
          <AccordionDetails>
            <Stack component="ul" spacing={1} sx={{ margin: 0, paddingLeft: 2 }}>
              {sound.map(({ code, title, text }) => (
                <Typography key={code} component="li" variant="body2" sx={{ overflowWrap: 'anywhere' }}>
                  <strong>{title}</strong>
                  <br />
                  {text}
                </Typography>
              ))}
            </Stack>
          </AccordionDetails>
        </Accordion>
      </Stack>
    </SettingsCard>
  )
}
