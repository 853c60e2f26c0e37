import { Chip } from '@mui/material'
import type { CloserStatistics, User } from '@relance/contract'
import { Datagrid, FunctionField, SearchInput, TextField } from 'react-admin'
import { useStatistics } from '../providers/use-statistics.ts'
import { List } from '../reading/List.tsx'
import { useWords } from '../i18n/use-words.ts'
import { Rows } from '../reading/Rows.tsx'
import { UserCreate } from './UserCreate.tsx'
import { UserEdit } from './UserEdit.tsx'

const UserList = () => (
  <List filters={[<SearchInput key="q" source="q" alwaysOn />]} sort={{ field: 'name', order: 'ASC' }} exporter={false}>
    <UserRows />
  </List>
)

/** Who is here, who is away, and what each of them carries. */
const UserRows = () => {
  const translate = useWords()
  const { data: loads = [] } = useStatistics<CloserStatistics[]>('closers', 'relances')
  const load = ({ id }: User): string => {
    const one = loads.find(({ closerId }) => closerId === id)
    if (!one) return '—'
    const { leads, waiting } = one
    return `${translate('team.leads', { smart_count: leads })}, ${translate('team.waiting', { smart_count: waiting })}`
  }
  const role = (user: User): string => translate(`roles.${user.role}`)
  return (
    <Rows<User>
      phone={{
        primaryText: ({ name }) => name,
        secondaryText: (user) => `${role(user)} · ${load(user)}`,
        tertiaryText: (user) => <AccountState user={user} />,
      }}
    >
      <Datagrid bulkActionButtons={false}>
        <TextField source="name" />
        <TextField source="email" />
        <FunctionField<User> source="role" render={role} />
        <FunctionField<User> label="team.load_label" sortable={false} render={load} />
        <FunctionField<User> label="team.standing" sortable={false} render={(user) => <AccountState user={user} />} />
      </Datagrid>
    </Rows>
  )
}

const standingOf = ({ disabled, hasPassword }: User) => (disabled ? 'disabled' : hasPassword ? 'active' : 'invited')

const AccountState = ({ user }: { user: User }) => {
  const translate = useWords()
  return (
    <Chip
      size="small"
      variant="outlined"
      color={standingOf(user) === 'active' ? 'success' : 'default'}
      sx={{ color: 'text.primary' }}
      label={translate(`team.${standingOf(user)}`)}
    />
  )
}

export const pages = {
  list: UserList,
  create: UserCreate,
  edit: UserEdit,
}
