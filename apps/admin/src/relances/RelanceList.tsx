import WhatsAppIcon from '@mui/icons-material/WhatsApp'
import { Box, Button, IconButton, type Theme, useMediaQuery } from '@mui/material'
import {
  Datagrid,
  DateField,
  FilterButton,
  FunctionField,
  NumberField,
  type RaRecord,
  ReferenceField,
  ReferenceInput,
  SelectArrayInput,
  SelectInput,
  SimpleList,
  TextField,
  TopToolbar,
  usePermissions,
} from 'react-admin'
import { List } from '../reading/List.tsx'
import { useWords } from '../i18n/use-words.ts'
import { Narrowed } from '../reading/Narrowed.tsx'
import { MINUTES, ONE_LINE } from '../formats/short-date.ts'
import { namesIn } from '../providers/i18n-provider.ts'
import { isWithWhatsApp, SendState } from '../whatsapp/SendState.tsx'
import { RelanceWhy } from '../why/RelanceWhy.tsx'
import { NoRelances } from './NoRelances.tsx'

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

const STATES = namesIn((words) => words.relance.states).map((id) => ({ id, name: `relance.states.${id}` }))
const STATE = (
  <SelectArrayInput key="state_in" source="state_in" choices={STATES} label="resources.relances.fields.state" />
)
const FOR_CLOSERS = [STATE]
const REASONS = namesIn((words) => words.whatsapp.reasons).map((id) => ({ id, name: `whatsapp.reasons.${id}` }))
const FILTERS = [
  STATE,
  <SelectArrayInput
    key="reason_in"
    source="reason_in"
    choices={REASONS}
    label="resources.relances.fields.reason"
    sx={{ minWidth: 200 }}
  />,
  <ReferenceInput key="closerId" source="closerId" reference="closers" perPage={500}>
    <SelectInput optionText="name" label="resources.leads.fields.closerId" />
  </ReferenceInput>,
  <ReferenceInput key="ruleId" source="ruleId" reference="rules" perPage={200}>
    <SelectInput optionText="name" label="resources.relances.fields.ruleId" />
  </ReferenceInput>,
]

export const RelanceList = () => {
  const { permissions } = usePermissions<string>()
  return (
    <List
      sort={{ field: 'recordedAt', order: 'DESC' }}
      exporter={false}
      empty={<NoRelances />}
      filters={permissions === 'closer' ? FOR_CLOSERS : FILTERS}
      actions={
        <TopToolbar>
          <FilterButton />
        </TopToolbar>
      }
    >
      <Narrowed offered={['state_in', 'reason_in', 'closerId', 'ruleId']} />
      <Rows />
    </List>
  )
}

/** The beginning of a message tells which it is; the whole is on the lead's page. */
const CUT = {
  display: '-webkit-box',
  minWidth: 180,
  overflow: 'hidden',
  WebkitBoxOrient: 'vertical',
  WebkitLineClamp: 2,
} as const
const NAME = {
  '& .MuiTypography-root': {
    ...ONE_LINE,
    display: 'block',
    maxWidth: 160,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
}

/** On a phone: the message and its button; the rest on a wider screen. */
const Rows = () => {
  const isNarrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'))
  if (isNarrow) {
    return (
      <SimpleList<Relance & RaRecord<string>>
        rowClick={false}
        primaryText={<ReferenceField source="leadId" reference="leads" />}
        secondaryText={(relance) => <OnPhone relance={relance} />}
        tertiaryText={<DateField source="deliverAt" sx={{ ...ONE_LINE, color: 'text.secondary' }} />}
      />
    )
  }
  return (
    <Datagrid bulkActionButtons={false} rowClick={false}>
      <DateField source="deliverAt" showTime options={MINUTES} sx={ONE_LINE} />
      <ReferenceField source="leadId" reference="leads" sortable={false} sx={NAME} />
      <ReferenceField source="ruleId" reference="rules" sortable={false} sx={NAME} />
      <NumberField source="step" />
      <FunctionField<Relance & { id: string }>
        source="state"
        sx={ONE_LINE}
        render={({ state, reason }) => <SendState state={state} reason={reason} />}
      />
      <TextField source="message" sortable={false} sx={CUT} />
      <FunctionField<Relance & { id: string }>
        label="relance.actions"
        sx={ONE_LINE}
        render={(relance) => (
          <>
            <RelanceWhy relance={relance} />
            <ToWhatsApp relance={relance} isIcon />
          </>
        )}
      />
    </Datagrid>
  )
}

const OnPhone = ({ relance }: { relance: Relance & { id: string } }) => (
  <>
    <SendState state={relance.state} reason={relance.reason} />
    <Box component="span" sx={{ display: 'block', color: 'text.primary', marginY: 0.5 }}>
      {relance.message}
    </Box>
    <Box component="span" sx={{ display: 'flex', gap: 1, '& .MuiButton-root': { minHeight: 40 } }}>
      <ToWhatsApp relance={relance} />
      <RelanceWhy relance={relance} />
    </Box>
  </>
)

const ToWhatsApp = ({ relance, isIcon }: { relance: Relance; isIcon?: true }) => {
  const translate = useWords()
  if (!relance.link || isWithWhatsApp(relance)) return null
  const link = { href: relance.link, target: '_blank', rel: 'noopener noreferrer' } as const
  const words = translate('relance.open')
  if (isIcon) {
    return (
      <IconButton component="a" {...link} color="primary" size="small" aria-label={words} title={words}>
        <WhatsAppIcon fontSize="small" />
      </IconButton>
    )
  }
  return (
    <Button {...link} size="small" variant="outlined" startIcon={<WhatsAppIcon />} sx={ONE_LINE}>
      {words}
    </Button>
  )
}
