/** The most decimal places that any of these decimal numbers has, zeros at its end not counted; 0 of none. */
export function decimalPlaces(values: Iterable<string>): number {
  let most = 0
  for (const value of values) {
    const point = value.indexOf('.')
    if (point >= 0) most = Math.max(most, value.replace(/0+$/, '').length - point - 1)
  }
  return most
}
