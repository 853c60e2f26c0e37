/** The whole English catalogue: react-admin's own words and the panel's. */
import english from 'ra-language-english'
import { en } from './en/index.ts'

export const catalogue = { ra: { ...english.ra, auth: { ...english.ra.auth, username: 'E-mail' } }, ...en }
