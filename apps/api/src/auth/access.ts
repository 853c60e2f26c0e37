/** Who is calling. What each role may call is in the contract's matrix. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common'
import type { Request } from 'express'
import type { Role } from '@relance/contract'

export interface Actor {
  /** Null for a token, which is nobody's account; a closer's token is its owner's, since it sees what is theirs. */
  id: string | null
  name: string
  role: Role
}

const actors = new WeakMap<Request, Actor>()
export const setActor = (request: Request, actor: Actor): void => void actors.set(request, actor)

export const actorOf = (request: Request): Actor | undefined => actors.get(request)

export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext) =>
  actorOf(context.switchToHttp().getRequest<Request>()),
)

export const isCloser = (actor: Actor): actor is Actor & { id: string } => actor.role === 'closer'
