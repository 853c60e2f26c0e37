/** Whether the sign-in page is shown because a session ended under somebody's hands: it then says so. */
let hasEnded = false

export const noteSessionEnd = (): void => {
  hasEnded = true
}

export const forgetSessionEnd = (): void => {
  hasEnded = false
}

export const hasSessionEnded = (): boolean => hasEnded
