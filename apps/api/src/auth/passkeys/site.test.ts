import { siteOf } from './site.pure.ts'

const asked = (publicUrl: string | undefined, requested: string, origin?: string) =>
  siteOf({ publicUrl, requested, origin })

it('passkeys work at PUBLIC_URL, whatever host a proxy passes on', () => {
  const site = { host: 'relance.example.com', origin: 'https://relance.example.com' }
  expect(asked('https://relance.example.com', 'http://relance-web:3000', 'https://relance.example.com')).toEqual(site)
  expect(asked('https://relance.example.com/', 'https://evil.example')).toEqual(site)
  expect(asked('https://relance.example.com:8443', '')).toEqual({ ...site, origin: 'https://relance.example.com:8443' })
})

it('a page at another address is told which one works', () => {
  const refused = { obstacle: 'passkey_other_address', address: 'https://relance.example.com' }
  expect(asked('https://relance.example.com', 'https://10.0.0.2', 'https://10.0.0.2')).toEqual(refused)
  expect(asked('http://localhost:3000', 'http://127.0.0.1:3000', 'http://127.0.0.1:3000')).toEqual({
    obstacle: 'passkey_other_address',
    address: 'http://localhost:3000',
  })
})

it('without PUBLIC_URL only the machine itself is known by its name', () => {
  expect(asked(undefined, 'http://localhost:3000', 'http://localhost:3000')).toEqual({
    host: 'localhost',
    origin: 'http://localhost:3000',
  })
  for (const requested of [
    'http://127.0.0.1:3000',
    'https://relance.example.com',
    'https://localhost.evil.example',
    'http://',
  ])
    expect(asked(undefined, requested)).toEqual({ obstacle: 'passkey_address_missing', address: '' })
})

it('plain http and bare addresses are refused as browsers would refuse them', () => {
  for (const url of ['http://relance.example.com', 'https://192.168.1.20', 'https://[::1]:3000'])
    expect(asked(url, '')).toEqual({ obstacle: 'passkey_address_unfit', address: new URL(url).origin })
})
