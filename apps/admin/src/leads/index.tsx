import { Create, Edit } from 'react-admin'
import { LeadForm } from './LeadForm.tsx'
import { LeadList } from './LeadList.tsx'
import { Timeline } from './Timeline.tsx'
import { Why } from './Why.tsx'

export const pages = {
  list: LeadList,
  create: () => (
    <Create redirect="list">
      <LeadForm />
    </Create>
  ),
  edit: () => (
    <Edit mutationMode="pessimistic">
      <LeadForm />
      <Why />
      <Timeline />
    </Edit>
  ),
}
