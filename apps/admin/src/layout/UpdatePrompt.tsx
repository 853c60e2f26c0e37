import { CheckForApplicationUpdate } from 'react-admin'

const CHECK_EVERY_MS = 10 * 60_000

/** Says when the server has a newer panel than the one on the screen. */
export const UpdatePrompt = () => <CheckForApplicationUpdate interval={CHECK_EVERY_MS} />
