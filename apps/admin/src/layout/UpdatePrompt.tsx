import { CheckForApplicationUpdate } from 'react-admin'

/** Says when the server has a newer panel than the one on the screen. */
export const UpdatePrompt = () => <CheckForApplicationUpdate />
