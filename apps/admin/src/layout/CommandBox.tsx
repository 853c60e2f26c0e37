/** One box for whoever knows what they want: finds leads as they are typed, goes to pages, makes a rule, starts a run. */
import { Box, Dialog, InputBase, Typography } from '@mui/material'
import { visuallyHidden } from '@mui/utils'
import type { Lead } from '@relance/contract'
import { accessTo, mayCall, type Role } from '@relance/contract/matrix'
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useState } from 'react'
import { useGetList, usePermissions } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { phoneWords } from '../formats/phone-words.ts'
import { useWords } from '../i18n/use-words.ts'
import { nameOf } from '../inbox/LeadName.tsx'
import { useRunNow } from '../runs/use-run-now.ts'
import { type Command, COMMANDS, commandsFor } from './commands.ts'

const LEADS = 6
/** What is shorter finds everybody. */
const SEARCHED_FROM = 2

interface Choice {
  key: string
  name: string
  detail: string
  choose(): void
}

export const CommandBox = ({ close }: { close(): void }) => {
  const translate = useWords()
  const [text, setText] = useState('')
  const [place, setPlace] = useState(0)
  const list = useId()
  const leads = useLeads(text, close)
  const commands = useCommands(text, close)
  const choices = [...leads, ...commands]
  const chosen = Math.min(place, choices.length - 1)
  const idOf = (at: number): string => `${list}-${at}`
  useEffect(() => {
    document.getElementById(`${list}-${chosen}`)?.scrollIntoView({ block: 'nearest' })
  }, [list, chosen])
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && choices.length > 0) setPlace((chosen + step + choices.length) % choices.length)
    else if (event.key === 'Enter') choices[chosen]?.choose()
    else return
    event.preventDefault()
  }
  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      onClose={close}
      aria-labelledby={`${list}-name`}
      sx={{ '& .MuiDialog-container': { alignItems: 'flex-start' } }}
    >
      <Box component="h2" id={`${list}-name`} sx={visuallyHidden}>
        {translate('command.title')}
      </Box>
      <InputBase
        autoFocus
        fullWidth
        value={text}
        placeholder={translate('command.title')}
        onChange={({ target }) => {
          setText(target.value)
          setPlace(0)
        }}
        onKeyDown={press}
        inputProps={{
          'aria-label': translate('command.title'),
          role: 'combobox',
          'aria-expanded': true,
          'aria-controls': list,
          'aria-autocomplete': 'list',
          ...(chosen >= 0 && { 'aria-activedescendant': idOf(chosen) }),
        }}
        sx={{ padding: 2, fontSize: '1rem', borderBottom: 1, borderColor: 'divider' }}
      />
      <Box
        component="ul"
        role="listbox"
        id={list}
        aria-label={translate('command.title')}
        sx={{ listStyle: 'none', margin: 0, padding: 1, maxHeight: '60vh', overflowY: 'auto' }}
      >
        {choices.map((choice, at) => (
          <Box
            component="li"
            role="option"
            key={choice.key}
            id={idOf(at)}
            aria-selected={at === chosen}
            onClick={choice.choose}
            onPointerMove={() => setPlace(at)}
            sx={{
              display: 'flex',
              justifyContent: 'space-between',
              alignItems: 'center',
              gap: 2,
              minHeight: 44,
              paddingX: 1.5,
              borderRadius: 1,
              cursor: 'pointer',
              bgcolor: at === chosen ? 'action.selected' : 'transparent',
            }}
          >
            <Typography noWrap dir="auto">
              {choice.name}
            </Typography>
            <Typography variant="body2" color="text.secondary" noWrap>
              {choice.detail}
            </Typography>
          </Box>
        ))}
      </Box>
      {choices.length === 0 && (
        <Typography color="text.secondary" role="status" sx={{ padding: 2 }}>
          {translate('command.none')}
        </Typography>
      )}
    </Dialog>
  )
}

function useLeads(text: string, close: () => void): Choice[] {
  const translate = useWords()
  const navigate = useNavigate()
  const q = useDeferredValue(text.trim())
  const { data = [] } = useGetList<Lead>(
    'leads',
    { filter: { q }, sort: { field: 'updatedAt', order: 'DESC' }, pagination: { page: 1, perPage: LEADS } },
    { enabled: q.length >= SEARCHED_FROM },
  )
  if (q.length < SEARCHED_FROM) return []
  return data.map((lead) => ({
    key: String(lead.id),
    name: nameOf(lead, translate('inbox.nameless')),
    detail: [lead.company, phoneWords(lead.phone)].filter(Boolean).join(' · '),
    choose: () => {
      close()
      void navigate(`/leads/${lead.id}`)
    },
  }))
}

function useCommands(text: string, close: () => void): Choice[] {
  const translate = useWords()
  const navigate = useNavigate()
  const { permissions } = usePermissions<Role>()
  const isAllowed = ({ route: [method, path] }: Command): boolean => {
    const least = accessTo(method, path)
    return (
      permissions !== undefined &&
      least !== null &&
      least !== 'public' &&
      least !== 'cron' &&
      mayCall(permissions, least)
    )
  }
  const run = useRunNow()
  const named = COMMANDS.filter(isAllowed).map((command) => ({
    ...command,
    // The name of a resource has a form for one and one for many.
    name: translate(command.words, { smart_count: 2 }),
  }))
  return commandsFor(named, text).map(({ words, to, name }) => ({
    key: words,
    name,
    detail: translate(to === null ? 'command.do' : 'command.go'),
    choose: () => {
      close()
      if (to === null) void run()
      else void navigate(to)
    },
  }))
}
