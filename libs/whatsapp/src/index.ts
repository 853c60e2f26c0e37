export { waLink } from './wa-link.ts'
