import type { NewUser } from '@relance/contract'
import { useState } from 'react'
import { Create, useNotify, useRedirect } from 'react-admin'
import { AccessLink } from './AccessLink.tsx'
import { UserForm } from './UserForm.tsx'

const forServer = ({ password, ...user }: Record<string, unknown>) => ({ ...user, ...(password ? { password } : {}) })

/** Who gets no password here is invited by a link. */
export const UserCreate = () => {
  const notify = useNotify()
  const redirect = useRedirect()
  const [made, setMade] = useState<NewUser | null>(null)
  const finish = (user: NewUser): void => {
    notify('team.created', { type: 'success', messageArgs: { name: user.name } })
    if (user.invitation) setMade(user)
    else redirect('list', 'users')
  }
  return (
    <>
      <Create<NewUser> transform={forServer} mutationOptions={{ onSuccess: finish }}>
        <UserForm />
      </Create>
      {made?.invitation && <AccessLink {...made.invitation} name={made.name} close={() => redirect('list', 'users')} />}
    </>
  )
}
