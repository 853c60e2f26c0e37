/** Chance that can be replayed: the same seed, fault and round give the same numbers. */
export interface Chance {
  /** A number from 0 up to, not including, 1. */
  next(): number
  /** A whole number, both ends included. */
  whole(from: number, to: number): number
  is(probability: number): boolean
  pick<Item>(items: readonly Item[]): Item
  /** Between `least` and all of the items, in random order. */
  some<Item>(items: readonly Item[], least: number): Item[]
}

/** FNV-1a over the parts, then mulberry32. */
export function chanceOf(...parts: readonly (string | number)[]): Chance {
  let state = 2_166_136_261
  for (const letter of parts.join(' ')) state = Math.imul(state ^ letter.charCodeAt(0), 16_777_619)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[whole(0, items.length - 1)]
    if (item === undefined) throw new Error('There is nothing to pick from.')
    return item
  }
  const some = <Item>(items: readonly Item[], least: number): Item[] => {
    const left = [...items]
    return Array.from({ length: whole(least, items.length) }, () => left.splice(whole(0, left.length - 1), 1)).flat()
  }
  return { next, whole, is: (probability) => next() < probability, pick, some }
}
