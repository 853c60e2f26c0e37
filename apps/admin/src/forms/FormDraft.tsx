/** Within a form: what was changed in it is a draft. */
import { useFormState } from 'react-hook-form'
import { useDraft } from './drafts.ts'

export const FormDraft = (): null => {
  const { dirtyFields, isSubmitting, isSubmitSuccessful } = useFormState()
  useDraft(Object.keys(dirtyFields).length > 0 && !isSubmitSuccessful, isSubmitting)
  return null
}
