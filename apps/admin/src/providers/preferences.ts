/**
 * What the browser keeps between two visits: preferences alone. Filters, pages and selections may name people, so they last no
 * longer than the page. Appearance and language are the device's and outlive a session; saved queries are their owner's.
 */
import { localStorageStore, memoryStore, type Store } from 'react-admin'
import { languageOf } from '../i18n/language.ts'
import { speak } from './i18n-provider.ts'

const OF_DEVICE = /^(theme|locale|sidebar\.open|relance\.keys|leads\.face)$/
const OF_PERSON = /\.savedQueries$/

let person = ''

/** Whose saved queries are shown from here on. */
export const preferencesOf = (id: string): void => {
  person = id
}

export function preferences(): Store {
  const kept = localStorageStore()
  const forgotten = memoryStore()
  const isKept = (key: string): boolean => OF_DEVICE.test(key) || OF_PERSON.test(key)
  const placeOf = (key: string): [Store, string] =>
    isKept(key) ? [kept, OF_PERSON.test(key) ? `${key}.${person}` : key] : [forgotten, key]
  return {
    setup: () => {
      kept.setup()
      forgotten.setup()
    },
    teardown: () => {
      kept.teardown()
      forgotten.teardown()
    },
    getItem: (key, otherwise) => {
      const [store, place] = placeOf(key)
      return store.getItem(place, otherwise)
    },
    setItem: (key, value) => {
      const [store, place] = placeOf(key)
      const keep = (): void => store.setItem(place, value)
      // Words first: a page in a language without its words would be built anew when they come.
      if (key === 'locale') void speak(languageOf(String(value))).then(keep, keep)
      else keep()
    },
    removeItem: (key) => {
      const [store, place] = placeOf(key)
      store.removeItem(place)
    },
    removeItems: (prefix) => forgotten.removeItems(prefix),
    reset: () => forgotten.reset(),
    subscribe: (key, callback) => {
      const [store, place] = placeOf(key)
      return store.subscribe(place, callback)
    },
  }
}
