/** Address books. */
import type { SourceDescription } from './source.ts'

const PLACES = [1, 2, 3, 4, 5]
const each = <T>(words: (place: number) => readonly (readonly [string, T])[]): Record<string, T> =>
  Object.fromEntries(PLACES.flatMap((place) => words(place)))

export const googleContacts: SourceDescription = {
  id: 'google',
  name: 'Google Contacts',
  signs: [['phone1value'], ['telephone1valeur']],
  columns: {
    ...each((place) => [
      [`phone${place}value`, 'phone'],
      [`telephone${place}valeur`, 'phone'],
    ]),
    ...each((place) => [
      [`phone${place}type`, null],
      [`phone${place}label`, null],
      [`email${place}type`, null],
      [`email${place}label`, null],
      [`telephone${place}libelle`, null],
    ]),
    email1value: 'email',
    givenname: 'firstName',
    familyname: 'lastName',
    name: 'fullName',
    organizationname: 'company',
    organization1name: 'company',
    labels: 'tags',
    groupmembership: 'tags',
    photo: null,
  },
}

export const outlook: SourceDescription = {
  id: 'outlook',
  name: 'Outlook',
  signs: [
    ['emailaddress', 'mobilephone', 'businessphone'],
    ['firstname', 'mobilephone', 'businessphone'],
    ['adressedemessagerie', 'telmobile'],
    ['adressedemessagerie', 'telephonemobile'],
    ['adressedemessagerie', 'telephonebureau'],
  ],
  columns: {
    emailaddress: 'email',
    adressedemessagerie: 'email',
    title: null,
    titre: null,
    telmobile: 'phone',
    telephonemobile: 'phone',
    telephonebureau: 'phone',
    telephonedomicile: 'phone',
    businessfax: null,
    homefax: null,
    telecopiebureau: null,
    telecopiedomicile: null,
    categories: 'tags',
    businesscountryregion: 'country',
    paysregionbureau: 'country',
    user1: null,
  },
}
