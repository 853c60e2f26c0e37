import { methodOf, routeOf } from './route-of.ts'

it('a request is counted under the template of its route, and never under what somebody typed', () => {
  expect(routeOf({ route: { path: '/api/leads/:id' } }, 200)).toBe('/api/leads/:id')
  expect(routeOf({ route: undefined }, 404)).toBe('none')
  expect(routeOf({ route: { path: '/{*any}' } }, 200)).toBe('panel')
  expect(routeOf({ route: undefined }, 200)).toBe('panel')
  expect([methodOf({ method: 'GET' }), methodOf({ method: '+33612345678' })]).toEqual(['GET', 'other'])
})
