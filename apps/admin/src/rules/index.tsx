import { Create, TopToolbar } from 'react-admin'
import { Edit } from '../reading/Record.tsx'
import { EffectButton } from '../effect/EffectButton.tsx'
import { VersionsButton } from '../versions/VersionsButton.tsx'
import { RuleForm } from './RuleForm.tsx'
import { RuleList } from './RuleList.tsx'

const RuleCreate = () => (
  <Create redirect="list">
    <RuleForm />
  </Create>
)
const Actions = () => (
  <TopToolbar>
    <EffectButton />
    <VersionsButton />
  </TopToolbar>
)
const RuleEdit = () => (
  <Edit actions={<Actions />}>
    <RuleForm />
  </Edit>
)

export const pages = { list: RuleList, create: RuleCreate, edit: RuleEdit }
