/** What NestJS and TypeORM know of leads. */
import { Lead } from './lead.entity.ts'

export { Lead }
export const leadsEntities = [Lead]
