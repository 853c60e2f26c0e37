/** Who may call a route, and who is calling. Routes that say nothing are for admins. */
import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common'
import type { Request } from 'express'

export type Role = 'closer' | 'manager' | 'admin'
export const ROLES: readonly Role[] = ['closer', 'manager', 'admin']

export interface Actor {
  /** Null for the API token, which is nobody's account. */
  id: string | null
  name: string
  role: Role
}

export const ACCESS = 'access'
/** The least role that may call; `public` for everybody. */
export const Access = (least: Role | 'public') => SetMetadata(ACCESS, least)

const actors = new WeakMap<Request, Actor>()
export const setActor = (request: Request, actor: Actor): void => void actors.set(request, actor)
const actorOf = (request: Request): Actor | undefined => actors.get(request)

export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext) =>
  actorOf(context.switchToHttp().getRequest<Request>()),
)
