import type { ReferenceConcept } from '../national/ers/types.ts'
import { PRIORITIES } from '../national/ers/types.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import { businessFunction } from '../national/ers.ts'
import { REFERRAL_TYPES } from './referral-types.ts'
import { PRIORITY_WORDS } from './referral.ts'
import { nameOfStaff, referringClinicians } from './referrers.ts'

/** Specialties and clinic types as e-RS names them; empty if it cannot be asked, so that a form can be filled in all the same. */
export interface Lists {
  specialties: readonly ReferenceConcept[]
  clinicTypes: readonly ReferenceConcept[]
}

export async function listsOf(work: Work): Promise<Lists> {
  const read = async (set: string) => {
    try {
      return await work.services.ers.referenceData(work, set)
    } catch (error) {
      if (error instanceof Refusal) return []
      throw error
    }
  }
  const [specialties, clinicTypes] = await Promise.all([read('SPECIALTY'), read('CLINIC-TYPE')])
  return { specialties, clinicTypes }
}

/** The code of what somebody typed: a name from the list, or a code. */
export function codeOf(list: readonly ReferenceConcept[], typed: string): string {
  const sought = typed.trim().toLowerCase()
  return list.find(({ code, display }) => display.toLowerCase() === sought || code.toLowerCase() === sought)?.code ?? typed.trim().toUpperCase().replaceAll(/\W+/g, '_')
}

/** The name of a code, where the list has one. */
export const nameOf = (list: readonly ReferenceConcept[], code: string | undefined) => list.find((each) => each.code === code)?.display ?? code

/** Radio buttons for how urgent it is. None is chosen beforehand. */
export const priorityItems = (chosen: string | undefined) => PRIORITIES.map((value) => ({ value, text: PRIORITY_WORDS[value], checked: value === chosen }))

export const typeItems = (chosen: string | undefined) => Object.entries(REFERRAL_TYPES).map(([value, text]) => ({ value, text, checked: value === chosen }))

/** For whom somebody refers; undefined where a clinician refers in their own name. */
export const clinicianItems = (work: Work, chosen: string | undefined) =>
  businessFunction(work.role) === 'REFERRING_CLINICIAN'
    ? undefined
    : [{ value: '', text: '' }, ...referringClinicians(work.services).map((member) => ({ value: member.id, text: nameOfStaff(member), selected: member.id === chosen }))]

/** `0000 0007 0000`: a booking reference as people read it out. */
export const spacedUbrn = (ubrn: string | undefined) => ubrn?.replace(/(\d{4})(?=\d)/g, '$1 ')
