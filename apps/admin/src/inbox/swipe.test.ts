/** A swipe acts only when it is meant: scrolling and trembling do nothing. */
import { swipeOf } from './swipe.ts'

it.each([
  [120, 10, 'sent'],
  [-120, 0, 'snooze'],
  [-209, -20, 'snooze'],
  [-215, 20, 'skip'],
  [80, 0, null],
  [-80, 0, null],
  [120, 90, null],
  [0, 300, null],
])('%i px across and %i px down is %j', (dx, dy, meaning) => expect(swipeOf(dx, dy, 350)).toBe(meaning))
