/** Serves a function as its platform does: the file it is given, one web request in, one web response out; prints its port. */
import { createServer } from 'node:http'
import { pathToFileURL } from 'node:url'

const { default: entry } = await import(pathToFileURL(process.argv[2]).href)

const server = createServer(async (request, response) => {
  const body = request.method === 'GET' || request.method === 'HEAD' ? null : await readAll(request)
  const headers = Object.entries(request.headers).flatMap(([name, value]) => [value].flat().map((one) => [name, one]))
  const url = `http://${request.headers.host}${request.url}`
  const answer = await entry.fetch(new Request(url, { method: request.method, headers, body }))
  response.writeHead(answer.status, Object.fromEntries(answer.headers))
  response.end(Buffer.from(await answer.arrayBuffer()))
})
server.listen(0, '127.0.0.1', () => console.log(`port ${server.address().port}`))

async function readAll(stream) {
  const parts = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts)
}
