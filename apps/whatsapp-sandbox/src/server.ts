/** The sandbox as a server: the Cloud API beside the routes that control it. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type AccountOptions, openAccount } from './account.ts'
import { controlRoutes } from './control-routes.ts'
import { fail } from './fail.ts'
import { graphError } from './graph-error.ts'
import { graphRoutes } from './graph-routes.ts'
import { answer, readCall } from './http.ts'
import { resumeStatuses } from './statuses.ts'

export interface Sandbox {
  url: string
  close(): Promise<void>
}

export async function startSandbox(options: AccountOptions, port: number, host: string): Promise<Sandbox> {
  const account = openAccount(options)
  const server = createServer((request, response) => {
    readCall(request, response).then(
      async (call) => {
        try {
          await (call.path[0] === 'sandbox' ? controlRoutes : graphRoutes)(account, call)
        } catch (error) {
          process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
          fail(call, graphError(131_000, 'The sandbox itself failed.', 500))
        }
      },
      () => answer({ response }, 400, { error: 'Unreadable request.' }),
    )
  })
  // Requests that are never answered are part of the play: their clients end them.
  server.requestTimeout = 0
  // The client closes what is idle: were it the server, a request sent at that moment would fail without having been told to.
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  if (account.webhookUrl) await resumeStatuses(account)
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        account.outbox.close()
        server.close(() => {
          account.accepted.close()
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}
