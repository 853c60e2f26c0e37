/** What the proof started and has to take with it, however it ends. */
import type { ChildProcess } from 'node:child_process'

const children = new Set<ChildProcess>()
const cleanings = new Set<() => void>()
let isListening = false

/** Ended with this process at the latest. */
export function own(child: ChildProcess): ChildProcess {
  listen()
  children.add(child)
  child.once('exit', () => children.delete(child))
  return child
}

/** Done when this process ends, unless it is taken back; synchronous. */
export function atTheEnd(clean: () => void): () => void {
  listen()
  cleanings.add(clean)
  return () => cleanings.delete(clean)
}

function listen(): void {
  if (isListening) return
  isListening = true
  process.on('exit', () => {
    for (const child of children) child.kill('SIGKILL')
    for (const clean of cleanings) clean()
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130))
}
