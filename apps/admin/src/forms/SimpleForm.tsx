/** react-admin's form; what is written in it is not lost unasked. */
import { SimpleForm as RaSimpleForm, type SimpleFormProps } from 'react-admin'
import { FormDraft } from './FormDraft.tsx'

export const SimpleForm = ({ children, ...props }: SimpleFormProps) => (
  <RaSimpleForm {...props}>
    <FormDraft />
    {children}
  </RaSimpleForm>
)
