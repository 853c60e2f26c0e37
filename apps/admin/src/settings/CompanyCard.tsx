import type { Company, ReplanMoves } from '@relance/contract'
import { COMPANY_SETTINGS } from '@relance/contract/settings-registry'
import { Moves } from '../forms/Moves.tsx'
import { usePreview } from '../providers/use-preview.ts'
import { SettingControls } from './SettingControls.tsx'
import { SettingsCard } from './SettingsCard.tsx'
import { useSingleton } from './use-singleton.ts'

export const CompanyCard = () => {
  const { reading, value, isDirty, change, save } = useSingleton<Company>('company')
  const wanted =
    value && isDirty ? { timeZone: value.timeZone, country: value.country, holidayRegion: value.holidayRegion } : null
  const { preview } = usePreview<ReplanMoves>('settings/company/preview', wanted)
  if (!value) return <SettingsCard title="settings.company" reading={reading} />
  return (
    <SettingsCard title="settings.company" isDirty={isDirty} save={() => save()}>
      <SettingControls registry={COMPANY_SETTINGS} values={value} change={change} />
      {wanted && <Moves moves={preview} />}
    </SettingsCard>
  )
}
