import { required, TextInput, type TextInputProps } from 'react-admin'

/** Of an authenticator app; where a recovery code is welcome too, letters are. */
export const CodeInput = ({ label, isNumeric = false }: Pick<TextInputProps, 'label'> & { isNumeric?: boolean }) => (
  <TextInput
    source="code"
    label={label}
    autoFocus
    autoComplete="one-time-code"
    helperText={false}
    validate={required()}
    slotProps={{ htmlInput: { inputMode: isNumeric ? 'numeric' : 'text', autoCapitalize: 'none', spellCheck: false } }}
  />
)
