import type { Absence } from '@relance/contract'
import {
  Create,
  Datagrid,
  DateField,
  DateInput,
  ReferenceField,
  ReferenceInput,
  required,
  SelectInput,
  usePermissions,
} from 'react-admin'
import { List } from '../reading/List.tsx'
import { Edit } from '../reading/Record.tsx'
import { NextStep } from '../reading/NextStep.tsx'
import { Rows } from '../reading/Rows.tsx'
import { SimpleForm } from '../forms/SimpleForm.tsx'

const AbsenceList = () => (
  <List sort={{ field: 'fromOn', order: 'DESC' }} exporter={false} empty={<NextStep resource="absences" />}>
    <Rows<Absence>
      phone={{
        primaryText: <ReferenceField source="userId" reference="closers" link={false} />,
        secondaryText: () => (
          <>
            <DateField source="fromOn" /> – <DateField source="toOn" />
          </>
        ),
        tertiaryText: <ReferenceField source="standInId" reference="closers" link={false} />,
      }}
    >
      <Datagrid bulkActionButtons={false}>
        <ReferenceField source="userId" reference="closers" sortable={false} link={false} />
        <DateField source="fromOn" />
        <DateField source="toOn" />
        <ReferenceField source="standInId" reference="closers" sortable={false} link={false} emptyText="—" />
      </Datagrid>
    </Rows>
  </List>
)

const Form = () => {
  const { permissions } = usePermissions<string>()
  return (
    <SimpleForm sx={{ maxWidth: 640 }}>
      {permissions !== 'closer' && (
        <ReferenceInput source="userId" reference="closers">
          <SelectInput optionText="name" validate={required()} label="resources.absences.fields.userId" />
        </ReferenceInput>
      )}
      <DateInput source="fromOn" validate={required()} />
      <DateInput source="toOn" validate={required()} />
      <ReferenceInput source="standInId" reference="closers">
        <SelectInput optionText="name" label="resources.absences.fields.standInId" parse={(id: string) => id || null} />
      </ReferenceInput>
    </SimpleForm>
  )
}

export const pages = {
  list: AbsenceList,
  create: () => (
    <Create redirect="list">
      <Form />
    </Create>
  ),
  edit: () => (
    <Edit>
      <Form />
    </Edit>
  ),
}
