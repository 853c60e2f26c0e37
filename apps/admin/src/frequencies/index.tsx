import { Datagrid, DateField, List, NumberField, TextField } from 'react-admin'

const FrequencyList = () => (
  <List sort={{ field: 'name', order: 'ASC' }} exporter={false}>
    <Datagrid bulkActionButtons={false} rowClick={false}>
      <TextField source="name" />
      <NumberField source="version" sortable={false} />
      <DateField source="updatedAt" showTime />
    </Datagrid>
  </List>
)

export const pages = { list: FrequencyList }
