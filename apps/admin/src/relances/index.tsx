import {
  Button,
  Datagrid,
  DateField,
  FunctionField,
  List,
  NumberField,
  ReferenceField,
  TextField,
  useTranslate,
} from 'react-admin'

interface Relance {
  link: string | null
}

const WhatsAppLink = ({ link }: Relance) => {
  const translate = useTranslate()
  if (!link) return null
  return (
    <Button component="a" href={link} target="_blank" rel="noopener noreferrer" label={translate('relance.open')} />
  )
}

const RelanceList = () => (
  <List sort={{ field: 'recordedAt', order: 'DESC' }} exporter={false} empty={false}>
    <Datagrid bulkActionButtons={false} rowClick={false}>
      <DateField source="deliverAt" showTime />
      <ReferenceField source="leadId" reference="leads" sortable={false} />
      <ReferenceField source="ruleId" reference="rules" sortable={false} />
      <NumberField source="step" />
      <TextField source="state" />
      <TextField source="message" sortable={false} />
      <FunctionField<Relance & { id: string }> render={(relance) => <WhatsAppLink link={relance.link} />} />
    </Datagrid>
  </List>
)

export const relances = { list: RelanceList }
