/** Opens the conversation with a number, without a message. */
export const chatLink = (phone: string): string => `https://wa.me/${phone.replace(/\D/g, '')}`
