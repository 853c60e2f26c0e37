/** Three texts for each trade, in English. A missing first name leaves a sound sentence. */
import type { Kit, Trade } from './kit.ts'

const hello = 'Hello {{ lead.firstName | default: "there" }}'

export const kits: Readonly<Record<Trade, Kit>> = {
  works: {
    rule: 'Request for a quote',
    frequency: 'The same day, then 3 and 6 days later',
    texts: [
      `${hello}, thank you for your request. To give you a fair quote, could you tell me in a few words what you have in mind, and by when?`,
      `${hello}, I am coming back to you about your project. The easiest is a ten-minute call: tomorrow morning, or late in the day?`,
      `${hello}, I will leave you in peace after this message. If your project is still on, just answer “yes” and I will suggest a time.`,
    ],
  },
  property: {
    rule: 'New property contact',
    frequency: 'The same day, then 2 and 6 days later',
    texts: [
      `${hello}, thank you for your message. Are you looking to buy, to sell or to rent? I will prepare a precise answer today.`,
      `${hello}, I have two ideas that may suit you. When is a good time to talk about them for five minutes?`,
      `${hello}, are you still looking? A simple “yes” or “no” helps me to answer you well.`,
    ],
  },
  training: {
    rule: 'Request for information',
    frequency: 'The same day, then 2 and 7 days later',
    texts: [
      `${hello}, thank you for your interest. What do you want to achieve with this course? I will tell you at once whether it fits.`,
      `${hello}, have you had a chance to look at the programme? I am glad to answer questions, also about funding.`,
      `${hello}, the next session is coming up. Shall I keep a place for you, or would you rather talk about it later?`,
    ],
  },
  services: {
    rule: 'New request',
    frequency: 'The same day, then 3 and 7 days later',
    texts: [
      `${hello}, thank you for writing to us. What do you need at the moment? I will answer you today.`,
      `${hello}, I am coming back to you. Shall we talk about it for fifteen minutes this week?`,
      `${hello}, I do not want to insist: do you still need this? One word from you is enough.`,
    ],
  },
}
