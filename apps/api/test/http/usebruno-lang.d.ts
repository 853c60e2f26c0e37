/** The package ships no types. What comes out is checked by the test that reads it. */
declare module '@usebruno/lang' {
  export function bruToJsonV2(text: string): unknown
  export function bruToEnvJsonV2(text: string): unknown
}
