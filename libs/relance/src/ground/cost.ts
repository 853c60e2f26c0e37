/** What messages cost. `micros`: millionths of the currency; `unpriced`: how many no rate holds for. */
export interface MessageCost {
  micros: number
  unpriced: number
}
