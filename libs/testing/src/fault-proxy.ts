/** A network that fails on demand: a TCP proxy in front of PostgreSQL that can fall silent, reset or be slow. */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'

export interface FaultProxy {
  port: number
  /** `url` with this proxy in place of the server's address. */
  through(url: string): string
  /**
   * Delivers nothing more, in either direction, and tells nobody: the connections are half-open. New ones are accepted and
   * hear nothing. Ends of connections are not passed on either.
   */
  silence(): void
  /** As a firewall that has lost its table: the open connections stay silent for good, new ones work. */
  forget(): void
  /** Ends silence and delay. What was held back arrives, as after a network's retransmission. */
  resume(): void
  /** Resets every open connection (RST) on both sides. New ones work. */
  reset(): void
  /** Delivers each chunk of at most 64 kB so many milliseconds late. */
  delay(ms: number): void
  stop(): Promise<void>
}

/** The way both directions of every connection pass: open, or shut until somebody opens it. */
class Gate {
  delayMs = 0
  private opened: Promise<void> | null = null
  private letGo: () => void = () => undefined

  shut(): void {
    this.opened ??= new Promise((resolve) => {
      this.letGo = resolve
    })
  }

  open(): void {
    this.delayMs = 0
    this.opened = null
    this.letGo()
  }

  async pass(): Promise<void> {
    if (this.delayMs > 0) await setTimeout(this.delayMs)
    // Shut again while it waited: it waits on.
    while (this.opened) await this.opened
  }
}

const FOR_GOOD = new Promise<never>(() => undefined)

export async function startFaultProxy(target: { targetPort: number; targetHost?: string }): Promise<FaultProxy> {
  const { targetPort, targetHost = '127.0.0.1' } = target
  const gate = new Gate()
  const sockets = new Set<Socket>()
  let epoch = 0
  const keep = (socket: Socket): Socket => {
    sockets.add(socket)
    return socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
  }
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    keep(client)
    const born = epoch
    const pass = async (): Promise<void> => {
      await gate.pass()
      if (born < epoch) await FOR_GOOD
    }
    void pass().then(() => {
      if (client.destroyed) return
      const upstream = keep(connect({ port: targetPort, host: targetHost, allowHalfOpen: true, noDelay: true }))
      void carry(client, upstream, pass)
      void carry(upstream, client, pass)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const reset = (): void => {
    for (const socket of sockets) socket.resetAndDestroy()
  }
  return {
    port,
    through: (url) => Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(port) }).href,
    silence: () => gate.shut(),
    forget: () => {
      epoch++
    },
    resume: () => gate.open(),
    reset,
    delay: (ms) => {
      gate.delayMs = ms
    },
    stop: async () => {
      const closed = once(server, 'close')
      server.close()
      reset()
      gate.open()
      await closed
    },
  }
}

async function carry(from: Socket, to: Socket, pass: () => Promise<void>): Promise<void> {
  try {
    for await (const chunk of from) {
      await pass()
      if (!to.write(chunk)) await once(to, 'drain')
    }
    await pass()
    to.end()
  } catch {
    // One side is gone: so is the other, once the network lets it know.
    await pass()
    to.destroy()
  }
}
