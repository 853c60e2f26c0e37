/** The link that opens a WhatsApp chat with a message ready to be sent. */

/** A surrogate without its partner has no UTF-8 form; `encodeURIComponent` would throw on it. */
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

/**
 * A pure function of `phone` (E.164, as leads keep it) and `message`: the digits without `+`, and the text
 * percent-encoded so that it decodes to exactly the message. Lone surrogates become U+FFFD, as in any UTF-8 text.
 */
export function waLink(phone: string, message: string): string {
  return `https://wa.me/${phone.replace(/\D/g, '')}?text=${encodeURIComponent(message.replace(LONE_SURROGATE, '\uFFFD'))}`
}
