import type { MiddlewareHandler } from 'hono'
import type { RequestEnv } from '../area.ts'
import { behaviour } from '../behaviour.ts'
import { Refusal } from '../refusal.ts'
import type { Role } from './session.ts'

/** The RBAC activities this system asks for, with the words shown to a user who lacks one. */
export const ACTIVITIES = {
  B0820: 'view patient demographics',
  B0825: 'amend patient demographics',
  B0360: 'view detailed health records',
  B0370: 'view summary health records',
  B0380: 'amend health records',
  B0420: 'prescribe independently',
  B0440: 'prescribe as a supplementary prescriber',
  B0278: 'prepare prescriptions',
  B0468: 'cancel medication',
  B0424: 'manage nominated pharmacies',
  B0011: 'view the audit trail',
  B0062: 'administer the system',
  B1700: 'change the configuration of the practice',
  B0058: 'prescribe from the nurse prescribers’ formulary',
  B1101: 'refer patients',
  B1102: 'refer patients on behalf of a clinician',
} as const

export type Activity = keyof typeof ACTIVITIES

/** Activities that carry others with them. */
const INCLUDES: Partial<Record<string, readonly Activity[]>> = {
  B0825: ['B0820'],
  B0380: ['B0360', 'B0370'],
  B0360: ['B0370'],
}

/** Whether a role holds an activity, itself or as part of another. For what a page offers; see `permits` for what is allowed. */
export function holds(role: Role, activity: string): boolean {
  return role.activities.some((held) => held === activity || INCLUDES[held]?.some((included) => included === activity))
}

/** Whether a role may see what is clinical: allergies, clinical alerts. */
export const seesClinicalData = behaviour('session.seesClinicalData', (role: Role) => holds(role, 'B0370'))

/** Whether a role may do what an activity stands for: the decision itself, made on the server at every request. */
export const permits = behaviour('session.permits', holds)

/** Lets a request through only if the user's role holds one of the activities. */
export function requireActivity(...activities: [Activity, ...Activity[]]): MiddlewareHandler<RequestEnv> {
  return async (context, next) => {
    const { role } = context.get('work')
    if (!activities.some((activity) => permits(role, activity))) throw notPermitted(role, activities)
    await next()
  }
}

/** For an operation that needs more than its route does. */
export function demand(role: Role, ...activities: [Activity, ...Activity[]]): void {
  if (!activities.some((activity) => permits(role, activity))) throw notPermitted(role, activities)
}

function notPermitted(role: Role, activities: readonly Activity[]): Refusal {
  const needed = activities.map((activity) => `${ACTIVITIES[activity]} (${activity})`).join(' or ')
  return new Refusal('not-permitted', `Your role ${role.name} does not let you ${needed}. Ask your practice manager if you need to.`)
}
