import { PasswordInput, required } from 'react-admin'

export const CurrentPassword = () => (
  <PasswordInput
    source="password"
    label="second_factor.password"
    helperText={false}
    validate={required()}
    autoComplete="current-password"
  />
)
