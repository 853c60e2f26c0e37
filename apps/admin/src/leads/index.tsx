import { Create } from 'react-admin'
import { LeadForm } from './LeadForm.tsx'
import { LeadList } from './LeadList.tsx'
import { LeadPage } from './page/LeadPage.tsx'

export const pages = {
  list: LeadList,
  create: () => (
    <Create redirect="list">
      <LeadForm />
    </Create>
  ),
  edit: LeadPage,
}
