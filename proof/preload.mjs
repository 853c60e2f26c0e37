/**
 * Loaded into each server of the proof before its own code: the scheduler looks more often, and the parent may move the host's
 * clock (`{ offsetMs }`), as a virtual machine that resumes with a wrong date does.
 */
const TICK_MS = 10_000
const tick = Number(process.env.PROOF_TICK_MS) || TICK_MS
const { setInterval: realInterval, Date: RealDate } = globalThis

globalThis.setInterval = (work, ms, ...rest) => realInterval(work, ms === TICK_MS ? tick : ms, ...rest)

let offsetMs = 0
process.on('message', (message) => {
  if (typeof message?.offsetMs !== 'number') return
  offsetMs = message.offsetMs
  process.send?.({ offsetMs })
})
// The channel alone keeps no server alive.
process.channel?.unref()

globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + offsetMs)
    else super(...given)
  }

  static now() {
    return RealDate.now() + offsetMs
  }
}
