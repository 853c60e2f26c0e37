/** What is injected that is not a class: the database, the clock, the configuration. */
/** For requests: what waits too long in it is refused. */
export const DB = Symbol('Db')
/** For runs and background loops, on connections of their own. */
export const WORK_DB = Symbol('WorkDb')
/** On the same connections, for runs that somebody waits for. */
export const TRIGGER_DB = Symbol('TriggerDb')
/** On the same connections, for what takes its time: imports, replays, verification, housekeeping. */
export const LONG_DB = Symbol('LongDb')
export const POOLS = Symbol('Pools')
export const CLOCK = Symbol('Clock')
export const CONFIG = Symbol('Config')
