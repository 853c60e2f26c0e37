/** In a file of its own: forms and the API need it without the dictionaries of `password-strength.ts`. */
export const SHORTEST_PASSWORD = 12
