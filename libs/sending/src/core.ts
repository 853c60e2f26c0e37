/** What the other packages may ask of sending without a database. */
export { categoryOf, dearestCost, estimateCost, type RateCard } from './money/money.pure.ts'
