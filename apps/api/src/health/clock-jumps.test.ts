import { createJumpWatch } from './clock-jumps.ts'
import { HOUR } from '@relance/relance/core'

let clock: number
let elapsed: number
const watch = () => {
  clock = Date.UTC(2026, 2, 10)
  elapsed = 0
  const look = createJumpWatch(() => elapsed)
  return () => look(clock)
}
const pass = (ms: number): void => {
  clock += ms
  elapsed += ms
}

it('time that passes is no jump, however long; a clock that is set is one, and the look after it is let pass', () => {
  const look = watch()
  expect(look()).toEqual({ byMs: 0, isToWait: false })
  pass(10 * HOUR)
  expect(look()).toEqual({ byMs: 0, isToWait: false })
  pass(10_000)
  clock += 24 * HOUR
  expect(look()).toEqual({ byMs: 24 * HOUR, isToWait: true })
  pass(10_000)
  clock -= 24 * HOUR
  expect(look()).toEqual({ byMs: -24 * HOUR, isToWait: false })
  pass(10_000)
  clock += 2_000
  expect(look()).toEqual({ byMs: 0, isToWait: false })
})

it('a clock that jumps at every look does not stop the work', () => {
  const look = watch()
  const waits = Array.from({ length: 6 }, () => {
    clock += HOUR
    return look().isToWait
  })
  expect(waits).toEqual([false, true, false, true, false, true])
})
