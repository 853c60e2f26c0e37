/** A sleep that can be cut short: by a wake-up, or by the end of the process. */
export class WakeableSleep {
  private ring: (() => void) | null = null
  private hasRung = false

  /** Resolves after `ms`, or when somebody wakes; at once when somebody did since the last sleep. */
  async sleep(ms: number): Promise<void> {
    if (!this.hasRung && ms > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        this.ring = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    this.ring = null
    this.hasRung = false
  }

  wake(): void {
    this.hasRung = true
    this.ring?.()
  }
}
