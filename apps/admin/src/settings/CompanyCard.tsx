import { Checkbox, FormControlLabel, TextField } from '@mui/material'
import type { Company } from '@relance/contract'
import { useWords } from '../i18n/use-words.ts'
import { SettingsCard } from './SettingsCard.tsx'
import { useSingleton } from './use-singleton.ts'

const HOUR = 60

export const CompanyCard = () => {
  const translate = useWords()
  const { reading, value, isDirty, change, save } = useSingleton<Company>('company')
  if (!value) return <SettingsCard title="settings.company" reading={reading} />
  return (
    <SettingsCard title="settings.company" isDirty={isDirty} save={() => save()}>
      <TextField
        fullWidth
        label={translate('settings.companyName')}
        value={value.companyName}
        helperText={translate('settings.companyName_hint')}
        onChange={({ target }) => change({ companyName: target.value })}
      />
      <TextField
        fullWidth
        type="number"
        label={translate('settings.minimumGap')}
        value={value.minimumGapMinutes / HOUR}
        helperText={translate('settings.minimumGap_hint')}
        slotProps={{ htmlInput: { min: 0, step: 0.5 } }}
        onChange={({ target }) => change({ minimumGapMinutes: Math.round(Number(target.value) * HOUR) })}
      />
      <TextField
        fullWidth
        type="number"
        label={translate('settings.retentionMonths')}
        value={value.retentionMonths ?? ''}
        helperText={translate('settings.retention_hint')}
        slotProps={{ htmlInput: { min: 1 } }}
        onChange={({ target }) => change({ retentionMonths: target.value === '' ? null : Number(target.value) })}
      />
      <FormControlLabel
        control={<Checkbox checked={value.sharedQueue} onChange={(_, sharedQueue) => change({ sharedQueue })} />}
        label={translate('settings.sharedQueue')}
      />
    </SettingsCard>
  )
}
