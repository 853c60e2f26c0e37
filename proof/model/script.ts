/** Makes sequences: where the world stands at first, and what happens then. */
import {
  audienceOf,
  type Barrier,
  type Beginning,
  cadenceOf,
  commandOf,
  contactAgo,
  type Entry,
  LEADS,
  onContact,
  reentryOn,
  RULES,
  type Script,
  stopOn,
} from './commands.ts'
import { createRandom, type Random } from './random.ts'

const MINUTES = { hour: 60, day: 1_440, week: 10_080 }

function barrierOf(random: Random): Barrier {
  if (random.chance(0.12)) {
    return { kind: 'wrongClock', minutes: random.pick([-300, -60, 120, MINUTES.day, 365 * MINUTES.day]) }
  }
  const minutes = random.pick([5, 25, 60, 180, 600, MINUTES.day, 2 * MINUTES.day, 4 * MINUTES.day, 2 * MINUTES.week])
  return { kind: 'jump', minutes }
}

function beginningOf(random: Random): Beginning {
  return {
    startsAt: Date.UTC(2026, 2, 2, 8) + random.below(300) * 86_400_000 + random.below(1_440) * 60_000,
    gapMinutes: random.pick([0, 60, 1_200, 1_200]),
    leads: Array.from({ length: random.between(2, LEADS - 1) }, () => ({
      age: random.pick([0, 100, 2_000, 9_000, 30_000]),
      change: {
        status: random.pick(['new', 'contacted']),
        contactAgo: contactAgo(random),
        closer: random.pick([null, 0, 1]),
      },
    })),
    rules: Array.from({ length: random.between(1, RULES) }, () => ({
      active: random.chance(0.5),
      audience: audienceOf(random),
      priority: random.between(0, 2),
      stopOn: stopOn(random),
      onContact: onContact(random),
      reentryOn: reentryOn(random),
      cadence: cadenceOf(random),
    })),
  }
}

/** The sequence of this number; `commands` counts what actors do and clocks that jump. Every other sequence has two actors. */
export function scriptOf(
  seed: number,
  sequence: number,
  options: { commands: number; actors: number; without?: readonly string[] },
): Script {
  const actors = sequence % 2 === 0 ? 2 : options.actors
  const random = createRandom(`sequence ${seed} ${sequence}`)
  const beginning = beginningOf(random)
  const entries: Entry[] = []
  let sinceCheck = 0
  for (let count = 0; count < options.commands; count++) {
    if (random.chance(0.08)) entries.push({ barrier: barrierOf(random) })
    else entries.push({ actor: random.below(actors), command: commandOf(random) })
    if (++sinceCheck >= 10 && random.chance(0.3)) {
      entries.push({ barrier: { kind: 'check' } })
      sinceCheck = 0
    }
  }
  const { without = [] } = options
  const kept = entries.filter(
    (entry) => !without.includes('command' in entry ? entry.command.kind : entry.barrier.kind),
  )
  return { beginning, entries: kept, schedule: `${seed} ${sequence}`, switchRate: random.pick([0.1, 0.3, 0.6]) }
}
