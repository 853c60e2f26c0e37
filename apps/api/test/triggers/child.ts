/** Child processes of a test: started, waited for until they say what they were started for, and always ended. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

export interface Child {
  process: ChildProcess
  /** What `ready` found in the output. */
  said: RegExpExecArray
  output(): string
  stop(): Promise<void>
}

/** @throws with the output when the program ends, or is silent for a minute, before its output matches `ready`. */
export async function startChild(
  program: string,
  args: readonly string[],
  ready: RegExp,
  options: { env: Record<string, string>; cwd?: string; uid?: number; gid?: number },
): Promise<Child> {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const exit = once(child, 'exit')
  let text = ''
  let timer: NodeJS.Timeout | undefined
  const said = await new Promise<RegExpExecArray>((resolve, reject) => {
    const give = (why: string) => reject(new Error(`${program} ${why}:\n${text}`))
    timer = setTimeout(() => give('was silent'), 60_000)
    const read = (chunk: Buffer) => {
      text += chunk.toString()
      const found = ready.exec(text)
      if (found) resolve(found)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    exit.then(([code]) => give(`ended with ${code}`), reject)
    child.on('error', reject)
  })
    .catch((error) => {
      child.kill('SIGKILL')
      throw error
    })
    .finally(() => clearTimeout(timer))
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await exit
  }
  return { process: child, said, output: () => text, stop }
}

/** Starts a function's file on a plain Node server; returns its address. */
export async function startFunction(file: string, env: Record<string, string>): Promise<Child & { url: string }> {
  const host = `${__dirname}/function-host.mjs`
  const path = { PATH: process.env.PATH ?? '' }
  const child = await startChild(process.execPath, [host, file], /port (\d+)/, { env: { ...path, ...env } })
  return { ...child, url: `http://127.0.0.1:${child.said[1]}` }
}
