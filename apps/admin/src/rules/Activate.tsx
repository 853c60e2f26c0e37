import { Button } from '@mui/material'
import type { Rule } from '@relance/contract'
import { useState } from 'react'
import { useNotify, useRefresh } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { sentencesOf } from '../providers/sentences-of.ts'
import { saveRule } from '../what-if/save-rule.ts'

/** Activates a rule (the server first writes every message of today, and refuses when one is wrong) or pauses it. */
export const Activate = ({ rule }: { rule: Rule }) => {
  const translate = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const [isSaving, setIsSaving] = useState(false)
  const save = async (): Promise<void> => {
    setIsSaving(true)
    try {
      await saveRule(rule.id, { active: !rule.active })
      notify(rule.active ? 'rule.paused' : 'rule.activated', { type: 'success', messageArgs: { name: rule.name } })
    } catch (error) {
      notify([(error as Error).message, ...sentencesOf(error)].join(' '), { type: 'error', autoHideDuration: 10_000 })
    }
    setIsSaving(false)
    refresh()
  }
  return (
    <Button size="small" variant={rule.active ? 'text' : 'contained'} disabled={isSaving} onClick={() => void save()}>
      {translate(rule.active ? 'rule.pause' : 'rule.activate')}
    </Button>
  )
}
