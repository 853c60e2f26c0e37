/** What stands in a cell instead of a value: the error of a formula, or the word of a program for nothing. It must not become a name. */

/** In English, French, German, Spanish, Italian and Portuguese. */
const ERRORS = new Set(
  `#n/a #n/d #nv #null! #nul! #¡nulo! #nulo! #div/0! #¡div/0! #value! #valeur! #wert! #¡valor! #valor! #valore! #ref! #¡ref! #bezug!
  #rif! #name? #nom? #¿nombre? #nome? #num! #nombre! #zahl! #¡num! #núm! #getting_data #spill! #propagation! #calc! #field! #champ!
  #blocked! #connect! #unknown! #busy! #error! #erreur! #¡error!`.split(/\s+/),
)

/** Null and Nan are names as well, and people write them with one capital. */
const NOTHING = /^(?:null|NULL|\(null\)|\\N|nan|NaN|<NA>|[nN]\/[aA]|undefined|\[object Object\]|Err:\d{3})$/
const LONGEST = 15
/** Most cells begin with another sign, and nothing has to be compared. */
const FIRST = /^[#nN(\\<u[E]/

export const isCellError = (text: string): boolean =>
  text.length <= LONGEST && FIRST.test(text) && (ERRORS.has(text.toLowerCase()) || NOTHING.test(text))
