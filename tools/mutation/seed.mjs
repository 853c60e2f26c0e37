/** Properties are asked with one seed: whether a mutant is found out does not depend on the day. */
import fc from 'fast-check'

fc.configureGlobal({ seed: 20_260_301 })
