import type { Session } from '@relance/contract'
import { ADA, HOSTILE, idOf, LONGEST, NOW, type Answers, problem, type Story } from '../stories/story.ts'

const aSession = (place: number, device: string): Session => ({
  id: idOf(place),
  device,
  createdAt: NOW,
  seenAt: NOW,
  expiresAt: '2030-01-01T00:00:00.000Z',
  isCurrent: place === 1,
})
const of = (name: string, answers: Answers): Story => ({
  name: `profile: ${name}`,
  at: '/profile',
  as: 'closer',
  answers,
})
const FAILS = problem(500, 'Panne de la base.')
const none: Answers = {
  '/api/auth/second-factor': {
    isRequired: false,
    hasApp: false,
    appSince: null,
    recoveryCodesLeft: 0,
    passkeys: [],
    passkeyObstacle: null,
  },
  '/api/auth/sessions': [aSession(1, 'Chrome/1 Linux')],
  '/api/absences': [],
}

export const stories: readonly Story[] = [
  of('empty', none),
  of('error', { '/api/auth/sessions': FAILS, '/api/auth/second-factor': FAILS, '/api/absences': FAILS }),
  of('full, hostile and longest', {
    '/api/auth/me': { id: ADA, name: LONGEST, role: 'closer' },
    '/api/auth/second-factor': {
      isRequired: true,
      hasApp: true,
      appSince: NOW,
      recoveryCodesLeft: 1,
      passkeys: [
        { id: idOf(5), name: 'iPhone', createdAt: NOW, lastUsedAt: null, host: 'relance.example.com' },
        { id: idOf(6), name: LONGEST, createdAt: NOW, lastUsedAt: NOW, host: 'localhost' },
      ],
      passkeyObstacle: HOSTILE,
    },
    '/api/auth/sessions': [aSession(1, 'Firefox/1 Android'), aSession(2, HOSTILE), aSession(3, LONGEST)],
    '/api/absences': [
      { id: idOf(4), userId: ADA, fromOn: '2030-08-01', toOn: '2030-08-15', standInId: null, createdAt: NOW },
    ],
  }),
]
