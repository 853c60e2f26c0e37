import { Alert, Button, Stack, type Theme, useMediaQuery } from '@mui/material'
import {
  Datagrid,
  DateField,
  FunctionField,
  List,
  NumberField,
  type RaRecord,
  ReferenceField,
  SimpleList,
  TextField,
  usePermissions,
} from 'react-admin'
import { Link } from 'react-router-dom'
import { RelanceWhy } from '../why/RelanceWhy.tsx'
import { useWords } from '../i18n/use-words.ts'
import { isWithWhatsApp, SendState } from '../whatsapp/SendState.tsx'

interface Relance {
  recordedAt: string
  templateId: string
  templateVersion: number
  channel: string
  state: string
  reason: string | null
  message: string
  link: string | null
}

const WhatsAppLink = ({ relance }: { relance: Relance }) => {
  const translate = useWords()
  if (!relance.link || isWithWhatsApp(relance)) return null
  return (
    <Button
      href={relance.link}
      target="_blank"
      rel="noopener noreferrer"
      size="small"
      variant="outlined"
      sx={{ whiteSpace: 'nowrap' }}
    >
      {translate('relance.open')}
    </Button>
  )
}

const MINUTES = { dateStyle: 'short', timeStyle: 'short' } as const
/** The beginning of a message tells which it is; the whole is on the lead's page. */
const CUT = {
  display: '-webkit-box',
  minWidth: 220,
  overflow: 'hidden',
  WebkitBoxOrient: 'vertical',
  WebkitLineClamp: 3,
} as const

const NoRelances = () => {
  const translate = useWords()
  const { permissions } = usePermissions<string>()
  const isCloser = permissions === 'closer'
  return (
    <Stack spacing={2} sx={{ padding: 3, width: '100%' }} alignItems="flex-start">
      <Alert severity="info">{translate(isCloser ? 'next_step.relances_yours' : 'next_step.relances')}</Alert>
      {!isCloser && (
        <Button variant="contained" component={Link} to="/">
          {translate('next_step.relances_to')}
        </Button>
      )}
    </Stack>
  )
}

const RelanceList = () => (
  <List sort={{ field: 'recordedAt', order: 'DESC' }} exporter={false} empty={<NoRelances />}>
    <RelanceRows />
  </List>
)

/** On a phone: the message and its button; the rest on a wider screen. */
const RelanceRows = () => {
  const isNarrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'))
  if (isNarrow) {
    return (
      <SimpleList<Relance & RaRecord<string>>
        rowClick={false}
        primaryText={<ReferenceField source="leadId" reference="leads" />}
        secondaryText={(relance) => (
          <>
            {relance.message}
            <br />
            {relance.channel === 'whatsapp' && <SendState state={relance.state} reason={relance.reason} />}
            <WhatsAppLink relance={relance} />
            <RelanceWhy relance={relance} />
          </>
        )}
        tertiaryText={<DateField source="deliverAt" sx={{ float: 'right', marginLeft: 1 }} />}
      />
    )
  }
  return (
    <Datagrid bulkActionButtons={false} rowClick={false}>
      <DateField source="deliverAt" showTime options={MINUTES} />
      <ReferenceField source="leadId" reference="leads" sortable={false} />
      <ReferenceField source="ruleId" reference="rules" sortable={false} />
      <NumberField source="step" />
      <FunctionField<Relance & { id: string }>
        source="state"
        render={({ state, reason }) => <SendState state={state} reason={reason} />}
      />
      <TextField source="message" sortable={false} sx={CUT} />
      <FunctionField<Relance & { id: string }> render={(relance) => <WhatsAppLink relance={relance} />} />
      <FunctionField<Relance & { id: string }> render={(relance) => <RelanceWhy relance={relance} />} />
    </Datagrid>
  )
}

export const pages = { list: RelanceList }
