import { CONTENT_EFFECTS } from './content-effects.pure.ts'

const having = (isReply: boolean, opensWindow: boolean): string[] =>
  Object.entries(CONTENT_EFFECTS)
    .filter(([, effect]) => effect.isReply === isReply && effect.opensWindow === opensWindow)
    .map(([content]) => content)
    .sort()

it('what takes something back, or says nothing, ends no cadence', () => {
  expect(having(false, false)).toEqual(['deleted', 'removed', 'welcome'])
})

it('what WhatsApp may not count as a message is a reply, and opens no window', () => {
  expect(having(true, false)).toEqual(['call', 'edited', 'other', 'reaction'])
})

it('everything else is a reply that opens the window, and nothing opens it without being one', () => {
  expect(having(false, true)).toEqual([])
  expect(having(true, true)).toHaveLength(Object.keys(CONTENT_EFFECTS).length - 7)
})
