/** Column names as they travel: `last_contact_at` is `lastContactAt`. */
export const camelCase = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
