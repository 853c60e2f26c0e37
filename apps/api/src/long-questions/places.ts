/** Places for work, so many for each person; who comes when they are taken waits in line, or is refused when that is full. */

export interface Places {
  /**
   * Resolves with what gives the place back, to be called once; with null when there is no room, or when `isWanted` says, as a place
   * becomes free, that nobody waits for the work any more.
   */
  take(who: string, isWanted: () => boolean): Promise<(() => void) | null>
}

interface Waiting {
  isWanted: () => boolean
  answer: (leave: (() => void) | null) => void
}

export function createPlaces({ atOnce, inLine }: { atOnce: number; inLine: number }): Places {
  const people = new Map<string, { taken: number; line: Waiting[] }>()

  const leaveFor = (who: string) => (): void => {
    const one = people.get(who)
    if (!one) return
    for (let next = one.line.shift(); next; next = one.line.shift()) {
      if (next.isWanted()) return next.answer(leaveFor(who))
      next.answer(null)
    }
    one.taken -= 1
    if (one.taken === 0) people.delete(who)
  }

  return {
    async take(who, isWanted) {
      const one = people.get(who) ?? { taken: 0, line: [] }
      people.set(who, one)
      if (one.taken < atOnce) {
        one.taken += 1
        return leaveFor(who)
      }
      if (one.line.length >= inLine) return null
      return new Promise((resolve) => one.line.push({ isWanted, answer: resolve }))
    },
  }
}
