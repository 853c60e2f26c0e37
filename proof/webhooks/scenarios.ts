/** The people of a round: how each is known, what becomes known of them later, and what they and WhatsApp tell. */
import {
  chats,
  COUNTRIES,
  fictional,
  first,
  hidden,
  known,
  lives,
  mayLeave,
  MINUTE,
  move,
  remembers,
  statuses,
  userId,
  username,
} from './habits.ts'
import { idChangeOf } from './payloads.ts'
import { isTold, isWrittenTo, itemText, says, type Send, type Story, tell } from './story.ts'

export interface Scenario {
  name: string
  weight: number
  play(story: Story, people: Story[]): void
}

export const SCENARIOS: readonly Scenario[] = [
  { name: 'a number', weight: 14, play: (story) => lives(story, known(story, 'france')) },
  ...(['brazil', 'mexico', 'argentina'] as const).map((country) => ({
    ...{ name: `another form of a number: ${country}`, weight: 4 },
    play: (story: Story) => lives(story, known(story, country)),
  })),
  {
    name: 'a number, and an id beside it',
    weight: 6,
    play: (story) => lives(story, { ...known(story, 'france'), userId: userId(story), username: username(story) }),
  },
  {
    name: 'an id that a status tells',
    weight: 8,
    play: (story) => {
      const names = known(story, story.chance.pick(['france', 'brazil'] as const))
      isTold(story, { ...(story.chance.is(0.5) && names), userId: userId(story) }, 'delivered')
      chats(story, { userId: userId(story) })
      mayLeave(story, { userId: userId(story) }, 0.6)
    },
  },
  {
    name: 'an id that a reply tells',
    weight: 8,
    play: (story) => {
      const names = known(story, 'france', story.chance.pick(['sent', 'quiet'] as const))
      says(story, { ...names, userId: userId(story) }, 'Bonjour')
      chats(story, { userId: userId(story), username: username(story) })
      mayLeave(story, { userId: userId(story) }, 0.6)
    },
  },
  {
    name: 'an id that quotes our message',
    weight: 6,
    play: (story) => {
      known(story, 'france')
      const send = story.send as Send
      send.before = 'accepted'
      says(story, { userId: userId(story) }, 'Oui', { about: send.messageId })
      chats(story, { userId: userId(story) })
      mayLeave(story, { userId: userId(story) }, 0.6)
    },
  },
  {
    name: 'an id without a number',
    weight: 5,
    play: (story) => {
      hidden(story)
      chats(story, { userId: userId(story) })
      mayLeave(story, { userId: userId(story) })
    },
  },
  {
    name: 'an id whose number is shown later',
    weight: 6,
    play: (story) => {
      hidden(story)
      chats(story, { userId: userId(story) }, 2)
      const { phone } = COUNTRIES.france(story.n)
      says(story, { userId: userId(story), phone }, 'Voici mon numéro')
      story.expected.phone = phone
      chats(story, { phone }, 2)
      mayLeave(story, { phone })
    },
  },
  {
    name: 'a changed number',
    weight: 6,
    play: (story) => {
      const names = known(story, story.chance.pick(['france', 'mexico'] as const))
      statuses(story, names)
      chats(story, names, 2)
      const next = `+3363997${100_000 + story.n}`
      move(story, names.phone as string, next)
      chats(story, { phone: next })
      mayLeave(story, { phone: next }, 0.5)
      if (!story.chance.is(0.4)) return
      const last = `+3363996${100_000 + story.n}`
      move(story, next, last, { previousUserId: userId(story, 1), userId: userId(story, 2) })
      chats(story, story.chance.pick([{ phone: last }, { userId: userId(story, 2) }]))
      mayLeave(story, { userId: userId(story, 2) })
    },
  },
  {
    name: 'a changed id',
    weight: 5,
    play: (story) => {
      const names = known(story, 'france')
      if (story.chance.is(0.5)) says(story, { ...names, userId: userId(story, 1) }, 'Bonjour')
      else isTold(story, { ...names, userId: userId(story, 1) }, 'sent')
      for (const place of [1, 2]) {
        tell(story, idChangeOf(userId(story, place), userId(story, place + 1), (story.at += MINUTE)))
        chats(story, { userId: userId(story, place + 1) }, 2)
      }
      mayLeave(story, { userId: userId(story, 3) }, 0.6)
    },
  },
  {
    name: 'nobody',
    weight: 6,
    play: (story) => {
      story.rest = 'unknown'
      const names = story.chance.pick([{ phone: COUNTRIES.france(story.n).phone }, { userId: userId(story) }])
      says(story, names, 'Bonjour')
      chats(story, names)
      mayLeave(story, names)
    },
  },
  {
    name: 'nobody, with the username that a lead had',
    weight: 3,
    play: (story, people) => {
      story.rest = 'unknown'
      const before = people.findLast(({ scenario }) => scenario === 'a number, and an id beside it')
      const names = { userId: userId(story), username: before ? username(before) : username(story) }
      says(story, names, 'Bonjour')
      mayLeave(story, names, 0.6)
    },
  },
  {
    name: 'nobody who matters',
    weight: 3,
    play: (story) => {
      Object.assign(story, { rest: 'set_aside', act: 'set_aside', actName: userId(story) })
      first(story, () => says(story, { userId: userId(story) }, 'Pub'))
      chats(story, { userId: userId(story) })
      mayLeave(story, { userId: userId(story) })
    },
  },
  {
    name: 'a hidden person whom somebody knows',
    weight: 5,
    play: (story) => {
      known(story, 'france', 'quiet')
      Object.assign(story, { act: 'attach', actName: userId(story) })
      first(story, () => says(story, { userId: userId(story) }, 'Bonjour'))
      chats(story, { userId: userId(story) })
      mayLeave(story, { userId: userId(story) }, 0.6)
    },
  },
  {
    name: 'a person of whom a lead is made',
    weight: 3,
    play: (story, people) => {
      const phone = story.chance.is(0.5) ? fictional(people) : null
      const names = phone === null ? { userId: userId(story) } : { phone, userId: userId(story) }
      Object.assign(story, { act: 'make', actName: phone ?? userId(story) })
      story.expected.phone = phone
      first(story, () => says(story, names, 'Bonjour'))
      chats(story, { userId: userId(story) })
      mayLeave(story, names, 0.6)
    },
  },
  {
    name: 'a person whose lead comes later',
    weight: 3,
    play: (story, people) => {
      const phone = fictional(people)
      const act = story.chance.pick(['create', 'set_aside_and_create'] as const)
      Object.assign(story, { act, actName: phone })
      story.expected.phone = phone
      first(story, () => says(story, { phone }, 'Bonjour'))
      chats(story, { phone })
      mayLeave(story, { phone }, 0.6)
    },
  },
  {
    name: 'written to on the phone',
    weight: 6,
    play: (story) => {
      const names = known(story, story.chance.pick(['france', 'brazil'] as const), 'inbox')
      if (story.chance.is(0.3)) isWrittenTo(story, names)
      if (story.chance.is(0.5)) isWrittenTo(story, names, itemText(story))
      if (story.chance.is(0.3)) chats(story, names)
      mayLeave(story, names, 0.2)
    },
  },
  {
    name: 'a conversation before the number was shared',
    weight: 3,
    play: (story) => {
      const { phone = '' } = known(story, 'france')
      remembers(story, phone)
      statuses(story, { phone })
      if (story.chance.is(0.4)) chats(story, { phone })
    },
  },
]
