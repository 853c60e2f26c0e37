import { TopToolbar } from 'react-admin'
import { Edit } from '../reading/Record.tsx'
import { Leave } from './Leave.tsx'
import { MakeLink } from './MakeLink.tsx'
import { ResetSecondFactor } from './ResetSecondFactor.tsx'
import { UserForm } from './UserForm.tsx'

/** An empty password is left alone. */
const forServer = ({
  password,
  disabled: _,
  hasPassword: __,
  hasSecondFactor: ___,
  ...user
}: Record<string, unknown>) => ({
  ...user,
  ...(password ? { password } : {}),
})

export const UserEdit = () => (
  <Edit
    transform={forServer}
    actions={
      <TopToolbar>
        <MakeLink />
        <ResetSecondFactor />
        <Leave />
      </TopToolbar>
    }
  >
    <UserForm />
  </Edit>
)
