/** A control for every setting of a registry that has no card of its own. */
import type { SettingDescription } from '@relance/contract/settings-registry'
import { SettingControl } from './SettingControl.tsx'

interface Props {
  registry: Readonly<Record<string, SettingDescription>>
  values: Readonly<Record<string, unknown>>
  change(changed: Readonly<Record<string, unknown>>): void
}

export const SettingControls = ({ registry, values, change }: Props) => {
  const country = typeof values.country === 'string' ? values.country : undefined
  return Object.entries(registry).map(([key, setting]) => (
    <SettingControl
      key={key}
      setting={setting}
      value={values[key]}
      country={country}
      change={(changed) => change({ [key]: changed })}
    />
  ))
}
