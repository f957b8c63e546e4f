import { defineParameterType } from '@cucumber/cucumber'
import type { InvitationView } from '../../candidate/port/invitations.ts'
import type { ControlClient } from '../../mocks/control-client.ts'
import type { Fault } from '../../mocks/kit/faults.ts'
import { CandidateFault } from '../../candidate/port/faults.ts'
import { must, type AssayWorld } from '../world.ts'
import { TROUBLES } from './trouble.ts'

type Shape = Pick<Fault, 'kind' | 'ms' | 'status' | 'name' | 'headers'>
type Notify = ControlClient['outside']['nhs-notify']
/** A message as NHS Notify holds it. */
export type HeldMessage = Awaited<ReturnType<Notify['listMessages']>>[number]

/** How NHS Notify's own errors are worded in scenarios; beside the troubles that any service can have. */
const NOTIFY_TROUBLES: Record<string, Shape> = {
  ...TROUBLES,
  'has banned the system': { kind: 'error', name: 'CM_SERVICE_BAN' },
  'does not know the system': { kind: 'error', name: 'CM_FORBIDDEN' },
  'does not have the way of sending': { kind: 'error', name: 'CM_NO_SUCH_ROUTING_PLAN' },
  'is asked too often': { kind: 'error', name: 'CM_QUOTA', headers: { 'retry-after': '60' } },
  'asks for a moment': { kind: 'error', name: 'CM_QUOTA', headers: { 'retry-after': '1' } },
}

defineParameterType({
  name: 'notifyTrouble',
  regexp: new RegExp(
    Object.keys(NOTIFY_TROUBLES)
      .sort((a, b) => b.length - a.length)
      .join('|'),
  ),
  transformer: (words: string) => NOTIFY_TROUBLES[words]!,
})

/** What a parameter `{notifyTrouble}` becomes. */
export type NotifyTrouble = Shape

/** What NHS Notify holds for somebody, oldest first. */
export const heldFor = (world: AssayWorld, name: string): Promise<HeldMessage[]> => world.hub.outside['nhs-notify'].listMessages({ nhsNumber: world.named(name).nhsNumber })

/** The newest message that NHS Notify holds for somebody. */
export async function newestFor(world: AssayWorld, name: string): Promise<HeldMessage> {
  const newest = (await heldFor(world, name)).at(-1)
  if (!newest) throw new CandidateFault(`The candidate has sent NHS Notify no invitation for ${name}: expected one.`)
  return newest
}

/** The scenario's invitation, as whoever acts sees it: the newest in which somebody of the scenario is. */
export async function invitationShown(world: AssayWorld): Promise<InvitationView | undefined> {
  const ours = new Set([...world.people.values()].flatMap(({ view }) => view?.id ?? []))
  const list = must(await world.candidate.invitations.list(world.user), 'show the invitations')
  return list.find(({ recipients }) => recipients.some(({ patientId }) => ours.has(patientId)))
}
