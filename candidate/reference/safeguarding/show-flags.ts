import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import { NationalRefusal } from '../national/answer.ts'
import { CP_IS, FGM, readFlags, type NationalFlag } from '../national/patient-flags.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { unsharedIndicators } from './unshared.ts'

/** What a clinician sees of what others flag. */
export interface ShownFlags {
  /** none and flagged: as the national service says now. unchecked: it could not be asked, and nothing follows from that. */
  state: 'none' | 'flagged' | 'unchecked'
  /** Why it is unchecked. */
  problem?: string
  flags: NationalFlag[]
  /** An indicator was recorded here that the national service may not have. */
  unshared: boolean
}

/** Who may see what is flagged for safeguarding: whoever sees detailed records. That there is anything is itself not for others. */
export const demandReader = behaviour('safeguarding.demandReader', ({ role }: Work): void => demand(role, 'B0360'))

/** Which kinds of flag are asked for. */
export const kindsToRead = behaviour('safeguarding.kindsToRead', (): readonly string[] => [CP_IS, FGM])

/** What is flagged now: asked for each time, since what was true this morning may not be. */
export const readNow = behaviour('safeguarding.readNow', (work: Work, nhsNumber: string): Promise<NationalFlag[]> => readFlags(work, nhsNumber, kindsToRead()))

/** What is shown when the national service cannot be asked: that. Nothing of an earlier answer is kept, or shown. */
export const shownUnchecked = behaviour('safeguarding.shownUnchecked', (problem: string): Omit<ShownFlags, 'unshared'> => ({
  state: 'unchecked',
  problem: `Safeguarding flags could not be checked: nobody knows whether there are any. ${problem}`,
  flags: [],
}))

/** What is shown of a flag: with whom to ring, where there is somebody. */
export const shownFlag = behaviour('safeguarding.shownFlag', (flag: NationalFlag): NationalFlag => flag)

/** Asks what is flagged, for the clinician who opens the record. */
export async function showFlags(work: Work, patientId: string): Promise<ShownFlags> {
  demandReader(work)
  const { services } = work
  const patient = patientsOf(services).get(patientId)
  const unshared = unsharedIndicators(services).has(patient.id)
  const read = await readNow(work, patient.nhsNumber).catch((failure: unknown) => {
    if (failure instanceof NationalRefusal) return failure
    throw failure
  })
  const shown: ShownFlags =
    read instanceof NationalRefusal ? { ...shownUnchecked(read.message), unshared } : { state: read.length > 0 ? 'flagged' : 'none', flags: read.map((flag) => shownFlag(flag)), unshared }
  audited(work, { event: 'safeguarding-viewed', action: 'R', patientId: patient.id, detail: { state: shown.state } })
  return shown
}
