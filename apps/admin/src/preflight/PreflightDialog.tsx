import WarningIcon from '@mui/icons-material/WarningAmber'
import {
  Link,
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  type Theme,
  Typography,
  useMediaQuery,
} from '@mui/material'
import type { Preflight } from '@relance/contract'
import { useLocaleState } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { WITH_ACTION } from '../parts/with-action.ts'
import type { Question } from './ask-anyway.ts'

const PreflightDialog = ({ preflight, answer }: Question) => {
  const translate = useWords()
  const isPhone = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'))
  const { leads, messages, findings, warnings, isComplete } = preflight
  const [locale] = useLocaleState()
  return (
    <Dialog
      open
      onClose={() => answer(false)}
      fullWidth
      maxWidth="md"
      fullScreen={isPhone}
      aria-labelledby="preflight-title"
    >
      <DialogTitle id="preflight-title">{translate('preflight.title')}</DialogTitle>
      <DialogContent>
        <Alert severity="warning" icon={<WarningIcon />} sx={{ marginBottom: 2 }}>
          {translate('preflight.summary', { leads, messages })}
        </Alert>
        {!isComplete && <Typography variant="body2">{translate('preflight.partial')}</Typography>}
        {warnings.map(({ kind, templateId, sentence }) => (
          <Alert
            key={`${kind} ${templateId}`}
            severity="info"
            sx={{ ...WITH_ACTION, marginBottom: 2 }}
            action={kind === 'repeated_text' && <WriteNext leave={() => answer(false)} />}
          >
            {sentence[locale === 'en' ? 'en' : 'fr']}
          </Alert>
        ))}
        {findings.map((finding) => (
          <FindingPart key={finding.kind} finding={finding} leave={() => answer(false)} />
        ))}
      </DialogContent>
      <DialogActions sx={{ flexWrap: 'wrap' }}>
        <Button onClick={() => answer(true)}>{translate('preflight.anyway')}</Button>
        <Button variant="contained" onClick={() => answer(false)}>
          {translate('preflight.mend')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
export default PreflightDialog

const WriteNext = ({ leave }: { leave(): void }) => {
  const translate = useWords()
  return (
    <Button size="small" color="inherit" component={RouterLink} to="/templates/create" onClick={leave}>
      {translate('rule.write_next')}
    </Button>
  )
}

type Finding = Preflight['findings'][number]

const FindingPart = ({ finding, leave }: { finding: Finding; leave(): void }) => {
  const translate = useWords()
  const { kind, leads, variables, templates, sample } = finding
  return (
    <Box component="section" sx={{ marginBottom: 2 }}>
      <Typography variant="subtitle1" component="h3">
        {translate(`preflight.kinds.${kind}`)}
        {leads > 0 && ` · ${translate('preflight.leads', { smart_count: leads })}`}
      </Typography>
      {variables.length > 0 && (
        <Typography variant="body2">{translate('preflight.variables', { names: variables.join(', ') })}</Typography>
      )}
      {templates.map(({ id, name }) => (
        <Typography key={id} variant="body2">
          <Link component={RouterLink} to={`/templates/${id}`} onClick={leave}>
            {name}
          </Link>
        </Typography>
      ))}
      {sample.map(({ leadId, name, step, message }) => (
        <Box
          key={`${leadId} ${step}`}
          sx={{ borderLeft: 3, borderColor: 'divider', paddingLeft: 1, marginY: 1, typography: 'body2' }}
        >
          <Link component={RouterLink} to={`/leads/${leadId}`} onClick={leave}>
            {name || '—'}
          </Link>
          {step !== null && ` · ${translate('preflight.step', { step })}`}
          {message !== null && (
            <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {message}
            </Typography>
          )}
        </Box>
      ))}
    </Box>
  )
}
