import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'

let echo: Server
let proxy: FaultProxy
const accepted: Socket[] = []
beforeAll(async () => {
  echo = createServer((socket) => {
    accepted.push(socket.on('error', () => undefined))
    socket.pipe(socket)
  })
  echo.listen(0, '127.0.0.1')
  await once(echo, 'listening')
  proxy = await startFaultProxy({ targetPort: (echo.address() as AddressInfo).port })
})
afterAll(async () => {
  await proxy.stop()
  echo.close()
})

const open = async (): Promise<Socket> => {
  const socket = connect(proxy.port, '127.0.0.1').on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}
const answer = async (socket: Socket, text: string): Promise<string> => {
  const heard = once(socket, 'data')
  socket.write(text)
  return String((await heard)[0])
}

it('passes bytes on, and a silent one holds them back, ends too, until it speaks again', async () => {
  const [socket, leaving] = [await open(), await open()]
  expect([await answer(socket, 'one'), await answer(leaving, 'x')]).toEqual(['one', 'x'])
  proxy.silence()
  const late = answer(socket, 'two')
  leaving.destroy()
  const newcomer = await open()
  const lateNewcomer = answer(newcomer, 'new')
  const isSilent = await Promise.race([late, lateNewcomer, setTimeout(200, 'silent')])
  expect([isSilent, accepted.filter(({ readyState }) => readyState === 'open').length]).toEqual(['silent', 2])
  proxy.resume()
  expect([await late, await lateNewcomer]).toEqual(['two', 'new'])
  socket.destroy()
  newcomer.destroy()
})

it('resets what is open and serves what comes after', async () => {
  const socket = await open()
  await answer(socket, 'one')
  const error = new Promise<Error>((resolve) => socket.once('error', resolve))
  proxy.reset()
  expect(await error).toMatchObject({ code: 'ECONNRESET' })
  const next = await open()
  expect(await answer(next, 'two')).toBe('two')
  next.destroy()
})

it('delays each chunk in order until it resumes', async () => {
  const socket = await open()
  await answer(socket, 'one')
  proxy.delay(100)
  const from = performance.now()
  expect(await answer(socket, 'two')).toBe('two')
  expect(performance.now() - from).toBeGreaterThanOrEqual(190)
  proxy.resume()
  expect(await answer(socket, 'three')).toBe('three')
  socket.destroy()
})

it('forgets the open connections, which stay silent, and serves new ones', async () => {
  const lost = await open()
  await answer(lost, 'one')
  proxy.forget()
  const never = answer(lost, 'two')
  const next = await open()
  expect(await answer(next, 'three')).toBe('three')
  proxy.resume()
  expect(await Promise.race([never, setTimeout(100, 'silent')])).toBe('silent')
  lost.destroy()
  next.destroy()
})
