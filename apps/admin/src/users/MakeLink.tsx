import { Button } from '@mui/material'
import type { NewAccountLink, User } from '@relance/contract'
import { useState } from 'react'
import { useCanAccess, useNotify, useRecordContext } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { request } from '../providers/request.ts'
import { refusalOf } from '../providers/sentences-of.ts'
import { AccessLink } from './AccessLink.tsx'

/** A new invitation, or a link to choose another password. */
export const MakeLink = () => {
  const translate = useWords()
  const notify = useNotify()
  const user = useRecordContext<User>()
  const { canAccess: isAdmin } = useCanAccess({ resource: 'users', action: 'edit' })
  const [made, setMade] = useState<NewAccountLink | null>(null)
  if (!user || !isAdmin || user.disabled) return null
  const make = async (): Promise<void> => {
    try {
      setMade((await request<NewAccountLink>(`users/${user.id}/link`, { method: 'POST' })).json)
    } catch (error) {
      notify(refusalOf(error), { type: 'error' })
    }
  }
  return (
    <>
      <Button onClick={() => void make()}>{translate(user.hasPassword ? 'team.reset' : 'team.invite_again')}</Button>
      {made && <AccessLink {...made} name={user.name} close={() => setMade(null)} />}
    </>
  )
}
