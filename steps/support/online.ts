import { defineParameterType } from '@cucumber/cucumber'
import type { OnlineAccess, OnlineService, RepeatDetails } from '../../candidate/port/online-services.ts'
import { must, type AssayWorld } from '../world.ts'
import { MEDICINES, type MedicineName } from './medicines.ts'

export const MANAGER = 'practice manager'
const DESK = 'receptionist'

const ALL: Record<OnlineService, boolean> = { record: true, prescriptions: true, appointments: true, cancelling: true }

/** How a scenario words a service that the practice switches. */
export const SERVICES: Record<string, OnlineService> = {
  'the record online': 'record',
  'prescriptions online': 'prescriptions',
  'appointments online': 'appointments',
  'cancelling online': 'cancelling',
}

defineParameterType({
  name: 'onlineService',
  regexp: new RegExp(Object.keys(SERVICES).join('|')),
  transformer: (words: string) => SERVICES[words]!,
})

/** Makes sure that the practice offers everything; an earlier scenario may have switched something off. */
export async function offerEverything(world: AssayWorld): Promise<void> {
  const manager = await world.behindTheScenes(MANAGER)
  const { onlineServices } = world.candidate
  const now = must(await onlineServices.offered(manager), 'tell what it offers online')
  if (Object.keys(ALL).some((service) => now[service as OnlineService] !== true))
    must(await onlineServices.switchServices(manager, ALL), 'offer its services online')
}

/** Arranges something with whom the scenario spoke of last. */
export async function arrange(world: AssayWorld, access: OnlineAccess): Promise<void> {
  const { view } = world.patient
  must(
    await world.candidate.onlineServices.arrangeAccess(await world.behindTheScenes(DESK), view.id, access),
    'arrange online access',
  )
}

export const EVERYTHING: OnlineAccess = {
  record: 'full',
  historical: 'full',
  effectiveDate: '2020-01-01',
  prescriptions: 'manage',
  appointments: true,
}
export const NOTHING: OnlineAccess = {
  record: 'none',
  historical: 'none',
  effectiveDate: '2020-01-01',
  prescriptions: 'none',
  appointments: false,
}

/** A medicine of the scenarios, as something that is taken for long. */
export function repeatOf(name: MedicineName, issuedOn: readonly string[]): RepeatDetails {
  const { code, term, dosage, quantity, unit, days } = MEDICINES[name]
  return { code, term, dosage: dosage.join(', then '), quantity, unit: unit.term, days, issuedOn }
}
