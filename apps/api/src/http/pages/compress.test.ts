import { isCompressed } from './compress.ts'

const JSON_TYPE = 'application/json; charset=utf-8'

it.each([
  ['GET', '/api/relances?filter=%7B%7D', JSON_TYPE, true],
  ['GET', '/api/auto-relance', JSON_TYPE, true],
  // A token or a one-time link is shown once, in the answer to a POST.
  ['POST', '/api/api-tokens', JSON_TYPE, false],
  ['GET', '/api/auth/me', JSON_TYPE, false],
  ['GET', '/api/auth', JSON_TYPE, false],
  ['GET', '/api/events', 'text/event-stream; charset=utf-8', false],
  ['GET', '/api/leads/export', 'text/csv', false],
  ['GET', '/metrics', JSON_TYPE, false],
])('%s %s as %s: %s', (method, url, type, expected) => expect(isCompressed(method, url, type)).toBe(expected))
