/** `npm run weigh`: makes the weights of the words that ask to stop anew, after a sentence or a concept was added. */
import { writeFileSync } from 'node:fs'
import { prepare, root } from './prepare.mjs'
import { readLabelled, weigh, weightFiles } from './stop-words/weigh.mjs'

prepare(['@relance/relance'])
const { signsOf } = await import(`${root}libs/relance/dist/decide/stop-words/points.js`)
const files = weightFiles(weigh(readLabelled(), signsOf))
for (const [file, content] of Object.entries(files)) writeFileSync(file, content)
