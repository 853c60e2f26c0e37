/**
 * Weighs the signs of messages (`libs/relance/src/decide/stop-words/points.ts`) on the labelled sentences, without those that only
 * measure (`heldout-*`): a logistic regression with an elastic net, by accelerated proximal gradient descent, which gives the same
 * weights each time.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROUNDS = 600
const STEP = 0.6
/** How far a weight is drawn to nought: the first leaves few signs, the second keeps their weights small. */
const SPARSE = 0.00005
const SMALL = 0.0001
/** A sign of one sentence tells of that sentence only, and a small weight decides nothing. */
const FEWEST = 2
const LEAST = 0.15
const START = '*'
/** Characters. */
const LINE = 104

const root = fileURLToPath(new URL('../..', import.meta.url))
const FOLDER = `${root}libs/relance/src/decide/stop-words`
const HEADER = '/** Made by `npm run weigh`: points, and the signs that have them (`points.ts`). */\n'

export function readLabelled() {
  return readdirSync(`${FOLDER}/labelled`)
    .filter((file) => !file.startsWith('heldout-'))
    .flatMap((file) => readFileSync(`${FOLDER}/labelled/${file}`, 'utf8').split('\n').filter(Boolean))
    .map((line) => {
      const [label, text] = line.split('\t')
      return { asks: label === 'stop' ? 1 : 0, text }
    })
}

/** @returns {Map<string, number>} the weight of each sign */
export function weigh(sentences, signsOf) {
  const read = sentences.map(({ text }) => [...signsOf(text)])
  const counts = new Map()
  for (const sign of read.flat()) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  const signs = [...counts].filter(([, count]) => count >= FEWEST).map(([sign]) => sign)
  const index = new Map(signs.map((sign, at) => [sign, at]))
  const rows = read.map((found) => found.map((sign) => index.get(sign)).filter((at) => at !== undefined))
  let weights = new Float64Array(signs.length)
  let ahead = weights
  let momentum = 1
  for (let round = 0; round < ROUNDS; round += 1) {
    const slope = slopeOf(rows, sentences, ahead)
    const next = weights.map((_, at) => shrink(ahead[at] - STEP * (slope[at] + SMALL * ahead[at]), signs[at]))
    const following = (1 + Math.sqrt(1 + 4 * momentum ** 2)) / 2
    const before = weights
    ahead = next.map((weight, at) => weight + ((momentum - 1) / following) * (weight - before[at]))
    weights = next
    momentum = following
  }
  return new Map(signs.map((sign, at) => [sign, weights[at]]))
}

function slopeOf(rows, sentences, weights) {
  const slope = new Float64Array(weights.length)
  for (const [at, row] of rows.entries()) {
    const points = row.reduce((total, sign) => total + weights[sign], 0)
    const error = (1 / (1 + Math.exp(-points)) - sentences[at].asks) / rows.length
    for (const sign of row) slope[sign] += error
  }
  return slope
}

const shrink = (weight, sign) =>
  sign === START ? weight : Math.sign(weight) * Math.max(0, Math.abs(weight) - STEP * SPARSE)

/** The strongest first, a line for each tenth of a point or more. */
function fileOf(name, weights) {
  const groups = groupBy(weights, tenths)
  const lines = [...groups]
    .sort(([a], [b]) => Math.abs(b) - Math.abs(a))
    .flatMap(([points, group]) => linesOf(group.map(([sign]) => sign).sort()).map((line) => [points / 10, line]))
  const rows = lines.map(
    ([points, line]) => `  [${points}, ${JSON.stringify(line).replaceAll("'", "\\'").replaceAll('"', "'")}],\n`,
  )
  return `${HEADER}export const ${name}: readonly (readonly [number, string])[] = [\n${rows.join('')}]\n`
}

const tenths = ([, weight]) => Math.round(weight * 10)

function groupBy(items, keyOf) {
  const groups = new Map()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}

function linesOf(signs) {
  const lines = []
  for (const sign of signs) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + sign.length < LINE) lines[lines.length - 1] = `${last}|${sign}`
    else lines.push(sign)
  }
  return lines
}

export function weightFiles(weights) {
  const kept = [...weights].filter(([sign, weight]) => sign === START || Math.abs(weight) >= LEAST)
  return {
    [`${FOLDER}/weights-for.ts`]: fileOf(
      'FOR',
      kept.filter(([, weight]) => weight > 0),
    ),
    [`${FOLDER}/weights-against.ts`]: fileOf(
      'AGAINST',
      kept.filter(([, weight]) => weight < 0),
    ),
  }
}
