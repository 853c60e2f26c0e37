/** Some phones hand an app no address longer than this: WhatsApp then opens with half a message, or with none. */
export const LINK_MAX = 2_000

/** An emoji takes twelve characters of a link, an accent six. */
export const isTooLong = (link: string | null): boolean => link !== null && link.length > LINK_MAX

/** How long the link becomes with another text. */
export const linkLength = (link: string | null, message: string): number =>
  (link?.split('?', 1)[0] ?? '').length + '?text='.length + encodeURIComponent(wellFormed(message)).length

/** Half an emoji, as there is one while somebody types, has no place in a link. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd')
