import type { Company } from '@relance/contract'
import { COMPANY_SETTINGS, type CompanySetting } from '@relance/contract/company-settings'
import { SettingControl } from './SettingControl.tsx'
import { SettingsCard } from './SettingsCard.tsx'
import { useSingleton } from './use-singleton.ts'

const SETTINGS = Object.keys(COMPANY_SETTINGS) as CompanySetting[]

/** Every setting of the registry that has no card of its own. */
export const CompanyCard = () => {
  const { reading, value, isDirty, change, save } = useSingleton<Company>('company')
  if (!value) return <SettingsCard title="settings.company" reading={reading} />
  return (
    <SettingsCard title="settings.company" isDirty={isDirty} save={() => save()}>
      {SETTINGS.map((key) => (
        <SettingControl
          key={key}
          setting={COMPANY_SETTINGS[key]}
          value={value[key]}
          change={(changed) => change({ [key]: changed })}
        />
      ))}
    </SettingsCard>
  )
}
