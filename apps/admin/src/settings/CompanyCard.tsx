import type { Company } from '@relance/contract'
import { COMPANY_SETTINGS } from '@relance/contract/settings-registry'
import { SettingControls } from './SettingControls.tsx'
import { SettingsCard } from './SettingsCard.tsx'
import { useSingleton } from './use-singleton.ts'

export const CompanyCard = () => {
  const { reading, value, isDirty, change, save } = useSingleton<Company>('company')
  if (!value) return <SettingsCard title="settings.company" reading={reading} />
  return (
    <SettingsCard title="settings.company" isDirty={isDirty} save={() => save()}>
      <SettingControls registry={COMPANY_SETTINGS} values={value} change={change} />
    </SettingsCard>
  )
}
