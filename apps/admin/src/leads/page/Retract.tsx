/** Takes back a contact, or deletes a note, in the history of a lead: its author's, and the managers'. */
import { Button } from '@mui/material'
import type { TimelineEntry } from '@relance/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Confirm, useGetIdentity, useNotify, usePermissions } from 'react-admin'
import { useWords } from '../../i18n/use-words.ts'
import { request } from '../../providers/request.ts'
import { refusalOf } from '../../providers/sentences-of.ts'

const QUIET = {
  color: 'text.secondary',
  fontSize: '0.75rem',
  fontWeight: 500,
  minHeight: 24,
  paddingY: 0,
  paddingX: 0.5,
  minWidth: 0,
}

export const Retract = ({ entry, leadId }: { entry: TimelineEntry; leadId: string }) => {
  const translate = useWords()
  const notify = useNotify()
  const queries = useQueryClient()
  const { permissions } = usePermissions<string>()
  const { identity } = useGetIdentity()
  const [isAsking, setIsAsking] = useState(false)
  const { id, kind, isUndone, actorName } = entry
  const isMine = permissions !== 'closer' || (actorName !== null && actorName === identity?.fullName)
  if ((kind !== 'contact' && kind !== 'note') || isUndone || !isMine) return null
  const retract = async (): Promise<void> => {
    setIsAsking(false)
    try {
      await request(`leads/${leadId}/${kind}s/${id}`, { method: 'DELETE' })
    } catch (error) {
      notify(refusalOf(error), { type: 'error' })
    }
    await queries.invalidateQueries()
  }
  return (
    <>
      <Button
        size="small"
        color="inherit"
        sx={QUIET}
        onClick={() => (kind === 'note' ? setIsAsking(true) : void retract())}
      >
        {translate(`timeline.retract.${kind}`)}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={translate('timeline.retract.note')}
        content={translate('timeline.retract.sure')}
        onConfirm={() => void retract()}
        onClose={() => setIsAsking(false)}
      />
    </>
  )
}
