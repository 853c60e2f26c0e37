import { Button, type Theme, useMediaQuery } from '@mui/material'
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
} from 'react-admin'
import { RelanceWhy } from '../why/RelanceWhy.tsx'
import { useWords } from '../i18n/use-words.ts'

interface Relance {
  recordedAt: string
  templateVersion: number
  state: string
  message: string
  link: string | null
}

const WhatsAppLink = ({ link }: Pick<Relance, 'link'>) => {
  const translate = useWords()
  if (!link) return null
  return (
    <Button href={link} target="_blank" rel="noopener noreferrer" size="small" variant="outlined">
      {translate('relance.open')}
    </Button>
  )
}

const RelanceList = () => (
  <List sort={{ field: 'recordedAt', order: 'DESC' }} exporter={false} empty={false}>
    <RelanceRows />
  </List>
)

/** On a phone: the message and its button; the rest on a wider screen. */
const RelanceRows = () => {
  const translate = useWords()
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
            <WhatsAppLink link={relance.link} />
            <RelanceWhy relance={relance} />
          </>
        )}
        tertiaryText={<DateField source="deliverAt" sx={{ marginLeft: 1 }} />}
      />
    )
  }
  return (
    <Datagrid bulkActionButtons={false} rowClick={false}>
      <DateField source="deliverAt" showTime />
      <ReferenceField source="leadId" reference="leads" sortable={false} />
      <ReferenceField source="ruleId" reference="rules" sortable={false} />
      <NumberField source="step" />
      <FunctionField<Relance & { id: string }>
        source="state"
        render={({ state }) => translate(`relance.states.${state}`, { _: state })}
      />
      <TextField source="message" sortable={false} />
      <FunctionField<Relance & { id: string }> render={(relance) => <WhatsAppLink link={relance.link} />} />
      <FunctionField<Relance & { id: string }> render={(relance) => <RelanceWhy relance={relance} />} />
    </Datagrid>
  )
}

export const pages = { list: RelanceList }
