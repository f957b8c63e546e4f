import type { AssayWorld } from '../world.ts'

/** Remembers how the patient's national record stands now, for steps that look later what became of it. */
export async function markNationalRecord(world: AssayWorld): Promise<void> {
  world.notes.set('national record', await world.hub.outside.pds.readPatient({ nhsNumber: world.patient.nhsNumber }))
}

/** The record as it was then. */
export function markedNationalRecord(world: AssayWorld): { version: number; patient: object } {
  const record = world.notes.get('national record') as { version: number; patient: object } | undefined
  if (!record) throw new Error('Failed to say how the national record was: no "has opened ... details" step before this one.')
  return record
}
