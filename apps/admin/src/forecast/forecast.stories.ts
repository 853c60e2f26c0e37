import type { ForecastShape } from '@relance/contract'
import { NOW, problem, type Story } from '../stories/story.ts'

const nothing: ForecastShape = {
  from: NOW,
  until: '2026-03-25T09:30:00.000Z',
  timeZone: 'Europe/Paris',
  load: [],
  waiting: [],
  holidays: [],
  dailyLimit: null,
  isComplete: true,
}

export const stories: readonly Story[] = [
  { name: 'forecast: nothing planned', at: '/forecast', as: 'manager', answers: { '/api/forecast': nothing } },
  {
    name: 'forecast: error',
    at: '/forecast',
    as: 'manager',
    answers: { '/api/forecast': problem(500, 'Panne de la base.') },
  },
]
