/** `npm run prove [-- model | faults | life | report]`: installs and builds what is needed and proves "once, and nobody forgotten". Needs nothing but Node and npm. */
import { existsSync } from 'node:fs'
import { rolldown } from 'rolldown'
import { prepare, root } from '../tools/prepare.mjs'

const model = `${root}proof/model/part.ts`
const bundle = await rolldown({
  input: { main: `${root}proof/main.ts`, ...(existsSync(model) && { model }) },
  cwd: root,
  platform: 'node',
  // Libraries stay where npm put them; our own code is bundled from its sources.
  external: (id) => /^[a-z@]/.test(id) && !id.startsWith('@relance/'),
  resolve: { conditionNames: ['@relance/source', 'node', 'import', 'default'] },
  tsconfig: false,
})
await bundle.write({
  dir: `${root}proof/dist`,
  format: 'esm',
  sourcemap: true,
  entryFileNames: '[name].mjs',
  chunkFileNames: '[name]-[hash].mjs',
})
await bundle.close()
process.chdir(root)
const { prove } = await import('./dist/main.mjs')
process.exitCode = await prove(process.argv.slice(2), () => {
  if (!process.env.NOBUILD) prepare(['@relance/cli', '@relance/whatsapp-sandbox'])
})
