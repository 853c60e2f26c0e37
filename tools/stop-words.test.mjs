import { readFileSync } from 'node:fs'
import { signsOf } from '../libs/relance/src/decide/stop-words/points.ts'
import { readLabelled, weigh, weightFiles } from './stop-words/weigh.mjs'

it('the weights of the words are what the labelled sentences give', () => {
  const files = weightFiles(weigh(readLabelled(), signsOf))
  const stale = Object.keys(files).filter((file) => readFileSync(file, 'utf8') !== files[file])
  if (stale.length > 0) throw new Error(`Run npm run weigh: ${stale.join(', ')}`)
})
