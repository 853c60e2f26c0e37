import { Create, Edit } from 'react-admin'
import { EditActions } from '../versions/EditActions.tsx'
import { RuleForm } from './RuleForm.tsx'
import { RuleList } from './RuleList.tsx'

const RuleCreate = () => (
  <Create redirect="list">
    <RuleForm />
  </Create>
)
const RuleEdit = () => (
  <Edit mutationMode="pessimistic" actions={<EditActions />}>
    <RuleForm />
  </Edit>
)

export const pages = { list: RuleList, create: RuleCreate, edit: RuleEdit }
