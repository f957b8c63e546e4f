import { BUSINESS_FUNCTIONS, type ApplicationFunction, type BusinessFunction } from '../model/business-function.ts'
import { PRIORITIES, type DirectoryService, type Priority } from '../model/directory-service.ts'
import type { Availability } from '../model/stored-file.ts'
import type { ErsState, PasBehaviour, PatientRecord } from '../state.ts'
import { referralOf } from './find.ts'

/** What a service is like that nobody described further. */
const SERVICE_DEFAULTS: Omit<DirectoryService, 'id' | 'name'> = {
  organisation: 'RZ9',
  location: { odsCode: 'RZ901', name: 'Vale Hospital' },
  specialty: 'CARDIOLOGY',
  clinicTypes: ['HEART_FAILURE'],
  requestTypes: ['APPOINTMENT_REQUEST'],
  bookable: 'DIRECTLY_BOOKABLE',
  priorities: ['ROUTINE', 'URGENT'],
  waitDays: 14,
  letterRequired: false,
}

/** What is so before a scenario acts: the directory, slots, people, and what goes wrong at providers. */
export const setUp = {
  /** Puts a service into the directory or changes one: only what is given differs, and its version goes up. */
  putService(state: ErsState, service: Partial<DirectoryService> & { id: string }): DirectoryService {
    const before = state.services.get(service.id)
    const after: DirectoryService = { ...SERVICE_DEFAULTS, name: `Service ${service.id}`, ...before, ...service, version: service.version ?? (before ? (before.version ?? 1) + 1 : 1) }
    state.services.set(after.id, after)
    return after
  },

  /** A service no longer takes referrals; shortlists keep it. */
  withdrawService(state: ErsState, { id }: { id: string }): void {
    const service = state.services.get(id)
    if (!service) throw new Error(`Failed to withdraw service ${id}: it is not in the directory.`)
    state.services.set(id, { ...service, withdrawn: true, version: (service.version ?? 1) + 1 })
  },

  /** Offers slots at a service. Ids are the service's id and a number, unless given. */
  putSlots(state: ErsState, { serviceId, slots }: { serviceId: string; slots: { start: string; minutes?: number; id?: string; priorities?: Priority[]; clinician?: string }[] }): { id: string; start: string; end: string }[] {
    if (!state.services.has(serviceId)) throw new Error(`Failed to put slots: service ${serviceId} is not in the directory. Put it first.`)
    return slots.map(({ start, minutes = 20, id, priorities = [...PRIORITIES], clinician }) => {
      const from = Date.parse(start)
      if (Number.isNaN(from)) throw new Error(`Failed to put slots: saw start ${start}, expected an ISO 8601 instant.`)
      const slot = {
        id: id ?? `${serviceId}${String(state.slots.size + 1).padStart(3, '0')}`,
        serviceId,
        start: new Date(from).toISOString(),
        end: new Date(from + minutes * 60_000).toISOString(),
        priorities,
        ...(clinician !== undefined && { clinician }),
      }
      state.slots.set(slot.id, slot)
      return { id: slot.id, start: slot.start, end: slot.end }
    })
  },

  /** Somebody else books a slot meanwhile. */
  takeSlot(state: ErsState, { slotId }: { slotId: string }): void {
    const slot = state.slots.get(slotId)
    if (!slot) throw new Error(`Failed to take slot ${slotId}: there is no such slot.`)
    slot.bookedFor = 'elsewhere'
  },

  /** How the PAS behind a service behaves from now on. */
  setPas(state: ErsState, { serviceId, behaviour }: { serviceId: string; behaviour: PasBehaviour }): void {
    state.pas.set(serviceId, behaviour)
  },

  /** Says what is particular about a patient. */
  putPatient(state: ErsState, patient: PatientRecord): void {
    state.patients.set(patient.nhsNumber, patient)
  },

  /** Another user is working on a request: changes are refused (423) until it is unlocked. */
  lock(state: ErsState, { ubrn }: { ubrn: string }): void {
    state.locked.add(ubrn)
  },

  unlock(state: ErsState, { ubrn }: { ubrn: string }): void {
    state.locked.delete(ubrn)
  },

  /** What the malware scan finds in files uploaded from now on. */
  setScanResult(state: ErsState, { availability }: { availability: Availability }): void {
    state.scanResult = availability
  },

  /** The scan of a file ends, or finds something after all. */
  setAvailability(state: ErsState, { fileId, availability }: { fileId: string; availability: Availability }): void {
    const file = state.files.get(fileId)
    if (!file) throw new Error(`Failed to set the availability of file ${fileId}: there is no such file.`)
    file.availability = availability
  },

  /** Takes the patient's password away, so that there is no letter to give (A019). */
  removePassword(state: ErsState, { ubrn }: { ubrn: string }): void {
    referralOf(state, ubrn).password = undefined
  },

  /** Says which business functions a user holds at an organisation, whatever their activity codes. */
  setBusinessFunctions(state: ErsState, { userId, organisation, functions }: { userId: string; organisation: string; functions: BusinessFunction[] }): void {
    const unknown = functions.filter((name) => !BUSINESS_FUNCTIONS.includes(name))
    if (unknown.length > 0) throw new Error(`Failed to set business functions: saw ${unknown.join(', ')}, expected some of ${BUSINESS_FUNCTIONS.join(', ')}.`)
    state.businessFunctions.set(`${userId}@${organisation}`, functions)
  },

  /** Registers what an application may do without a user. */
  registerApplication(state: ErsState, { applicationId, ...application }: { applicationId: string; function: ApplicationFunction; organisation: string }): void {
    state.applications.set(applicationId, application)
  },

  /** Limits the organisations the application may act for; `undefined` lifts the limit. */
  setPartners(state: ErsState, { organisations }: { organisations?: string[] }): void {
    state.partners = organisations && new Set(organisations)
  },

  /** An organisation closes. */
  closeOrganisation(state: ErsState, { odsCode }: { odsCode: string }): void {
    state.closedOrganisations.add(odsCode)
  },
}
