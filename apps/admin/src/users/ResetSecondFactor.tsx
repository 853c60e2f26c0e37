import { Button } from '@mui/material'
import type { User } from '@relance/contract'
import { useState } from 'react'
import { Confirm, useCanAccess, useGetIdentity, useNotify, useRecordContext, useRefresh } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { request } from '../providers/request.ts'
import { refusalOf } from '../providers/sentences-of.ts'

/** For somebody who has lost the phone and the recovery codes. */
export const ResetSecondFactor = () => {
  const translate = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const user = useRecordContext<User>()
  const { canAccess: isAdmin } = useCanAccess({ resource: 'users', action: 'edit' })
  const { identity } = useGetIdentity()
  const [isOpen, setIsOpen] = useState(false)
  if (!user?.hasSecondFactor || !isAdmin || user.id === identity?.id) return null
  const words = { name: user.name }
  const reset = async (): Promise<void> => {
    setIsOpen(false)
    try {
      await request(`users/${user.id}/second-factor`, { method: 'DELETE' })
      notify('second_factor.reset_done', { type: 'success', messageArgs: words })
    } catch (error) {
      notify(refusalOf(error), { type: 'error' })
    }
    refresh()
  }
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{translate('second_factor.reset')}</Button>
      <Confirm
        isOpen={isOpen}
        title={translate('second_factor.reset_title', words)}
        content={translate('second_factor.reset_help')}
        onConfirm={() => void reset()}
        onClose={() => setIsOpen(false)}
      />
    </>
  )
}
