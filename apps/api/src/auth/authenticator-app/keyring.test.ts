import { decrypt, encrypt, isCurrent, keyringOf } from './keyring.ts'

const [OLD, NEW, CRON] = ['the-key-of-last-year', 'the-key-of-this-year', 'a-secret-of-the-cron']
const keyring = (...ENCRYPTION_KEY: string[]) => keyringOf({ ENCRYPTION_KEY, CRON_SECRET: [CRON] })
const secret = Buffer.from('twenty secret bytes!')

it('opens what it has encrypted, for its owner alone, and nothing that was changed', () => {
  const kept = encrypt(keyring(NEW), secret, 'Ada')
  expect(kept.includes(secret)).toBe(false)
  expect(encrypt(keyring(NEW), secret, 'Ada')).not.toEqual(kept)
  expect(decrypt(keyring(NEW), kept, 'Ada')).toEqual(secret)
  expect(decrypt(keyring(NEW), kept, 'Bob')).toBeNull()
  for (let place = 0; place < kept.length; place++) {
    const changed = Buffer.from(kept)
    changed.writeUInt8(changed.readUInt8(place) ^ 1, place)
    expect(decrypt(keyring(NEW), changed, 'Ada')).toBeNull()
    expect(decrypt(keyring(NEW), kept.subarray(0, place), 'Ada')).toBeNull()
  }
})

it('servers that are given both keys in either order read what the other ones write', () => {
  const [before, after] = [keyring(OLD, NEW), keyring(NEW, OLD)]
  expect(decrypt(before, encrypt(after, secret, 'Ada'), 'Ada')).toEqual(secret)
  expect(decrypt(after, encrypt(before, secret, 'Ada'), 'Ada')).toEqual(secret)
  expect(decrypt(keyring(OLD), encrypt(after, secret, 'Ada'), 'Ada')).toBeNull()
})

it('one key replaces another, and CRON_SECRET serves until there is one', () => {
  const first = encrypt(keyring(), secret, 'Ada')
  const second = encrypt(keyring(OLD), secret, 'Ada')
  for (const kept of [first, second]) {
    expect(decrypt(keyring(NEW, OLD), kept, 'Ada')).toEqual(secret)
    expect(isCurrent(keyring(NEW, OLD), kept)).toBe(false)
  }
  expect(isCurrent(keyring(OLD), second)).toBe(true)
  expect(decrypt(keyring(NEW), second, 'Ada')).toBeNull()
})
