/** What a swipe on a card of the queue means: to the right it was sent, to the left it comes later, far to the left it is skipped. */
export type Swiped = 'sent' | 'snooze' | 'skip'

/** A thumb that scrolls strays by less. */
const FAR_ENOUGH_PX = 88
/** Of the width of the card. */
const FAR_LEFT = 0.6

/** Null for what is no swipe: too short, or rather up or down. Pixels; `width` is the card's. */
export function swipeOf(dx: number, dy: number, width: number): Swiped | null {
  if (Math.abs(dx) < FAR_ENOUGH_PX || Math.abs(dy) > Math.abs(dx) / 2) return null
  if (dx > 0) return 'sent'
  return -dx >= Math.max(width * FAR_LEFT, 2 * FAR_ENOUGH_PX) ? 'skip' : 'snooze'
}
