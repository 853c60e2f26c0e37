/** Files of leads as imports read them. */
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { aWorkbook } from '../libs/leads/dist/files/formats/test/a-workbook.js'

const HEADER = ['Prénom', 'Nom', 'Téléphone', 'E-mail', 'Société', 'Statut']
export const phoneOf = (n) => `0${600000000 + n}`
const rowOf = (n) => [`Prénom${n}`, `Nom${n}`, phoneOf(n), `lead${n}@demo.invalid`, `Société ${n % 1000}`, 'contacted']

export async function writeLeadsFile(path, lines) {
  const file = createWriteStream(path)
  file.write(`${HEADER.join(';')}\n`)
  for (let n = 1; n <= lines; n++) if (!file.write(`${rowOf(n).join(';')}\n`)) await once(file, 'drain')
  file.end()
  await once(file, 'close')
}

export const writeLeadsWorkbook = (path, lines) =>
  writeFile(path, aWorkbook({ Leads: [HEADER, ...Array.from({ length: lines }, (_, n) => rowOf(n + 1))] }))
