/** What waits for its instant; the earliest comes out first. A heap: a run leaves a hundred thousand webhooks waiting. */
export interface DueQueue<T extends { dueAt: number }> {
  add(one: T): void
  /** At most `max` whose instant has come. */
  take(now: number, max: number): T[]
  size(): number
  clear(): void
}

export function createDueQueue<T extends { dueAt: number }>(): DueQueue<T> {
  let heap: T[] = []
  const dueAt = (at: number): number => heap[at]?.dueAt ?? Number.POSITIVE_INFINITY
  const swap = (a: number, b: number): void => {
    const kept = heap[a] as T
    heap[a] = heap[b] as T
    heap[b] = kept
  }
  function sink(at: number): void {
    for (;;) {
      const [left, right] = [2 * at + 1, 2 * at + 2]
      const least = dueAt(right) < dueAt(left) ? right : left
      if (dueAt(least) >= dueAt(at)) return
      swap(at, least)
      at = least
    }
  }
  return {
    add(one) {
      let at = heap.push(one) - 1
      while (at > 0 && dueAt((at - 1) >> 1) > dueAt(at)) {
        swap(at, (at - 1) >> 1)
        at = (at - 1) >> 1
      }
    },
    take(now, max) {
      const taken: T[] = []
      while (taken.length < max && dueAt(0) <= now) {
        taken.push(heap[0] as T)
        const last = heap.pop() as T
        if (heap.length > 0) {
          heap[0] = last
          sink(0)
        }
      }
      return taken
    },
    size: () => heap.length,
    clear() {
      heap = []
    },
  }
}
