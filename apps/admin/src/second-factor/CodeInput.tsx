import { required, TextInput, type TextInputProps } from 'react-admin'

interface Props extends Pick<TextInputProps, 'label'> {
  isNumeric?: boolean
  /** Where something else may be shown instead. */
  isOptional?: boolean
}

/** Of an authenticator app; where a recovery code is welcome too, letters are. */
export const CodeInput = ({ label, isNumeric = false, isOptional = false }: Props) => (
  <TextInput
    source="code"
    label={label}
    autoFocus={!isOptional}
    autoComplete="one-time-code"
    helperText={false}
    validate={isOptional ? undefined : required()}
    slotProps={{ htmlInput: { inputMode: isNumeric ? 'numeric' : 'text', autoCapitalize: 'none', spellCheck: false } }}
  />
)
