/** What is injected that is not a class: the database port, the clock, the configuration. */
export const DB = Symbol('Db')
export const CLOCK = Symbol('Clock')
export const CONFIG = Symbol('Config')
