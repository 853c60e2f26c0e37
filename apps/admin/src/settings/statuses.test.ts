import { added, codeOf, moved } from './statuses.ts'

const [first, second] = [
  { code: 'new', isOpen: true },
  { code: 'won', isOpen: false },
]

it('moves a status, and leaves it at an end', () => {
  expect(moved([first, second], 0, 1)).toEqual([second, first])
  expect(moved([first, second], 1, -1)).toEqual([second, first])
  expect(moved([first, second], 1, 1)).toEqual([first, second])
})

it('makes a code of what people type, and keeps what they typed', () => {
  expect(codeOf('Démo faite')).toBe('demo_faite')
  expect(codeOf('  2e rendez-vous ! ')).toBe('e_rendez_vous')
  expect(codeOf('???')).toBeNull()
  expect(added([first], 'Démo faite')).toEqual([first, { code: 'demo_faite', isOpen: true, label: 'Démo faite' }])
  expect(added([first], 'demo')).toEqual([first, { code: 'demo', isOpen: true }])
  expect(added([first], 'New')).toEqual([first])
})
