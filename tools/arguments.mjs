/** The options of a command of this folder. What it does not know is refused, since leaving it out would do something else. */
import { parseArgs } from 'node:util'

const MISUSED = 2

/** `options` as `parseArgs` takes them. Ends the process when a word is not known, or when npm has kept an option for itself. */
export function readOptions(script, options, { args = process.argv.slice(2), environment = process.env } = {}) {
  const kept = Object.keys(options).filter((name) => environment[`npm_config_${name.replaceAll('-', '_')}`])
  if (kept.length > 0) {
    const given = kept.map((name) => `--${name}`).join(' ')
    refuse(`Nothing was done: npm has kept ${given} for itself. Put two dashes before it: ${script} -- ${given}`)
  }
  try {
    return parseArgs({ args, options }).values
  } catch (error) {
    const known = Object.keys(options).map((name) => `--${name}`)
    return refuse(`${error.message.split('. ')[0]}. ${script} takes ${known.join(', ') || 'no options'}.`)
  }
}

function refuse(message) {
  console.error(message)
  process.exit(MISUSED)
}
