/** Chance that comes out the same every time: the demonstration is the same company on every machine. */

export interface Chance {
  /** From 0 up to, not including, 1. */
  next(): number
  isHit(probability: number): boolean
  pick<Item>(items: readonly Item[]): Item
  /** By weight. */
  draw<Key extends string>(weights: Readonly<Record<Key, number>>): Key
  between(least: number, most: number): number
}

/** Mulberry32: 32 bits of state are enough for a few thousand draws. */
export function chanceOf(seed: number): Chance {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    isHit: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)] as (typeof items)[number],
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    draw: (weights) => {
      const entries = Object.entries(weights) as [keyof typeof weights, number][]
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      return (entries.find(([, weight]) => (left -= weight) < 0) ?? (entries.at(-1) as (typeof entries)[number]))[0]
    },
  }
}
