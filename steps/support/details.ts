import type { PatientView } from '../../candidate/port/demographics.ts'
import { must, type AssayWorld } from '../world.ts'

/** Where another organisation says a patient lives. */
export const ELSEWHERE = { line: ['88 Station Road', 'York'], postcode: 'YO1 7HH' }

/** The practice's record as it shows it now. */
export async function shown(world: AssayWorld): Promise<PatientView> {
  return must(await world.candidate.demographics.read(world.user, world.patient.view.id), 'show the record')
}
