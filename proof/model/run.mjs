/** `node proof/model/run.mjs --sequences 1000 --seed 1`: the model alone, on a PostgreSQL of its own. Needs `apps/demo/dist`. */
import { rolldown } from 'rolldown'

const root = new URL('../../', import.meta.url).pathname
const bundle = await rolldown({
  input: { 'model-main': `${root}proof/model/main.ts` },
  cwd: root,
  platform: 'node',
  // Libraries stay where npm put them; our own code is bundled from its sources.
  external: (id) => /^[a-z@]/.test(id) && !id.startsWith('@relance/'),
  resolve: { conditionNames: ['@relance/source', 'node', 'import', 'default'] },
  tsconfig: false,
})
await bundle.write({ dir: `${root}proof/dist`, format: 'esm', sourcemap: true, entryFileNames: '[name].mjs' })
await bundle.close()
process.chdir(root)
await import('../dist/model-main.mjs')
