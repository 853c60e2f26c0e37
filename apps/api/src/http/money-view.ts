/** Money as it travels: units of the currency, from the millionths that are stored. */
const MICROS = 1_000_000

export const unitsOf = (micros: number): number => micros / MICROS
export const unitsOrNull = (micros: number | null): number | null => (micros === null ? null : unitsOf(micros))
export const microsOf = (units: number): number => Math.round(units * MICROS)
