/** docs/security/asvs.md holds every requirement of levels 1 and 2 once, and the files it names are there. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** ASVS 5.0.0: each section with the levels of its requirements; `-` is level 3 alone. */
const SECTIONS = `
1.1 22 1.2 111112222- 1.3 11222222222- 1.4 222 1.5 12- 2.1 122 2.2 112 2.3 1222- 2.4 2- 3.1 - 3.2 11- 3.3 1222- 3.4 112222--
3.5 11122--- 3.6 - 3.7 22--- 4.1 122-- 4.2 2---- 4.3 22 4.4 1222 5.1 2 5.2 112--- 5.3 11- 5.4 222 6.1 122 6.2 111111112222
6.3 1122---- 6.4 1122-- 6.5 22222--- 6.6 222- 6.7 -- 6.8 2222 7.1 222 7.2 1111 7.3 22 7.4 11222 7.5 22- 7.6 22 8.1 12-- 8.2 112-
8.3 1-- 8.4 2- 9.1 111 9.2 1222 10.1 22 10.2 22- 10.3 2222- 10.4 11111222222----- 10.5 22222 10.6 22 10.7 222 11.1 22-- 11.2 222--
11.3 112-- 11.4 1222 11.5 2- 11.6 2- 11.7 -- 12.1 122-- 12.2 11 12.3 2222- 13.1 2--- 13.2 22222- 13.3 22-- 13.4 12222-- 14.1 22
14.2 1222---- 14.3 122 15.1 122-- 15.2 122-- 15.3 1222222 15.4 ---- 16.1 2 16.2 22222 16.3 2222 16.4 222 16.5 222- 17.1 2-
17.2 2222---- 17.3 22`

const FOLDER = join(__dirname, '../docs/security')
const page = readFileSync(join(FOLDER, 'asvs.md'), 'utf8')

it('every requirement of levels 1 and 2 is there once, and level 1 has no exception', () => {
  const wanted = [...SECTIONS.matchAll(/(\d+\.\d+) ([12-]+)/g)].flatMap(([, section, levels]) =>
    [...levels].flatMap((level, place) => (level === '-' ? [] : [`${section}.${place + 1} ${level}`])),
  )
  expect(wanted).toHaveLength(253)
  const rows = [...page.matchAll(/^\| (\d+\.\d+\.\d+) \| ([12]) \| ([a-z -]+) \|/gm)]
  expect(rows.map(([, id, level]) => `${id} ${level}`)).toEqual(wanted)
  const states = ['passed', 'by set-up', 'not here', 'justified']
  const odd = rows.filter(([, , level, state]) => !states.includes(state) || (level === '1' && state === 'justified'))
  expect(odd.map(([, id]) => id)).toEqual([])
})

it('every file that is named is there', () => {
  const paths = [...page.matchAll(/\]\((\.{2}\/[^)#]+)/g)].map(([, path]) => path)
  expect(paths.length).toBeGreaterThan(100)
  expect(paths.filter((path) => !existsSync(join(FOLDER, path)))).toEqual([])
})
