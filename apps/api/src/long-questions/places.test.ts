import { createPlaces } from './places.ts'

const wanted = (): boolean => true

it('so many at once, so many in line, the next is refused; others are not kept from theirs', async () => {
  const places = createPlaces({ atOnce: 2, inLine: 1 })
  const [first, second] = [await places.take('ada', wanted), await places.take('ada', wanted)]
  let third: (() => void) | null | undefined
  const inLine = places.take('ada', wanted).then((leave) => (third = leave))
  expect(await places.take('ada', wanted)).toBeNull()
  expect(await places.take('ines', wanted)).not.toBeNull()
  expect(third).toBeUndefined()
  first?.()
  await inLine
  expect(third).toBeInstanceOf(Function)
  second?.()
  third?.()
  expect(await Promise.all([places.take('ada', wanted), places.take('ada', wanted)])).not.toContain(null)
})

it('who has gone while waiting takes no place', async () => {
  const places = createPlaces({ atOnce: 1, inLine: 2 })
  const leave = await places.take('ada', wanted)
  const [gone, stays] = [places.take('ada', () => false), places.take('ada', wanted)]
  leave?.()
  expect(await gone).toBeNull()
  expect(await stays).not.toBeNull()
})
