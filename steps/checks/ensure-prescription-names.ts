import type { WorldStaff } from '../../config/world.ts'
import { EPS_ID, PROFESSIONAL_SYSTEMS, resourceAt, resourcesIn, valueOf, type EpsMessage } from '../support/eps-message.ts'
import { check, finding } from './check.ts'

interface Patient {
  nhsNumber: string
  family: string
  birthDate: string
  address: { line: readonly string[]; postcode: string }
}

const read = async (outside: Parameters<Parameters<typeof check>[1]>[0]['outside'], prescriptionId: string) =>
  (await outside.eps.readPrescription({ prescriptionId })) ? ((await outside.eps.readMessage({ prescriptionId })) as EpsMessage) : undefined

const missing = (prescriptionId: string) => finding('EPS does not have the prescription', { expected: prescriptionId, seen: 'nothing' })

/** The prescription names the patient as the national record does: number, name, date of birth and address. */
export const ensureNamesPatient = check('the prescription names the patient', async ({ outside }, { prescriptionId, patient }: { prescriptionId: string; patient: Patient }) => {
  const message = await read(outside, prescriptionId)
  if (!message) return missing(prescriptionId)
  const [seen] = resourcesIn(message, 'Patient')
  const name = Array.isArray(seen?.name) ? seen.name[0]?.family : undefined
  const address = seen?.address?.[0]
  return [
    valueOf(seen?.identifier, EPS_ID.nhsNumber) !== patient.nhsNumber && finding('another NHS number', { expected: patient.nhsNumber, seen: valueOf(seen?.identifier, EPS_ID.nhsNumber) ?? 'none' }),
    name !== patient.family && finding('another name', { expected: patient.family, seen: name ?? 'none' }),
    seen?.birthDate !== patient.birthDate && finding('another date of birth', { expected: patient.birthDate, seen: seen?.birthDate ?? 'none' }),
    address?.line?.filter(Boolean).join() !== patient.address.line.join() && finding('another address', { expected: patient.address.line, seen: address?.line ?? 'none' }),
    address?.postalCode !== patient.address.postcode && finding('another postcode', { expected: patient.address.postcode, seen: address?.postalCode ?? 'none' }),
  ]
})

/** The prescription names its prescriber: user, role and practice, and one number of a professional body that is no GMP number. */
export const ensureNamesPrescriber = check(
  'the prescription names its prescriber',
  async ({ outside }, { prescriptionId, staff, roleId, practice }: { prescriptionId: string; staff: WorldStaff; roleId: string; practice: string }) => {
    const message = await read(outside, prescriptionId)
    if (!message) return missing(prescriptionId)
    const role = resourceAt(message, resourcesIn(message, 'MedicationRequest')[0]?.requester?.reference)
    const practitioner = resourceAt(message, role?.practitioner?.reference)
    const organisation = resourceAt(message, role?.organization?.reference)
    const numbers = (practitioner?.identifier ?? []).filter(({ system = '' }) => PROFESSIONAL_SYSTEMS.includes(system))
    const own = Object.values(staff.professionalCodes)
    return [
      valueOf(practitioner?.identifier, EPS_ID.user) !== staff.id && finding('another user', { expected: staff.id, seen: valueOf(practitioner?.identifier, EPS_ID.user) ?? 'none' }),
      valueOf(role?.identifier, EPS_ID.role) !== roleId && finding('another role', { expected: roleId, seen: valueOf(role?.identifier, EPS_ID.role) ?? 'none' }),
      valueOf(organisation?.identifier, EPS_ID.odsCode) !== practice && finding('another practice', { expected: practice, seen: valueOf(organisation?.identifier, EPS_ID.odsCode) ?? 'none' }),
      numbers.length !== 1 && finding('not exactly one professional number', { expected: 'one', seen: numbers.map(({ value }) => value).join(', ') || 'none' }),
      numbers.some(({ value = '' }) => !own.includes(value)) && finding("somebody else's professional number", { expected: own, seen: numbers.map(({ value }) => value) }),
      practitioner?.identifier?.some(({ system }) => system === EPS_ID.gmp) && finding('a GMP number', { expected: 'none', seen: valueOf(practitioner.identifier, EPS_ID.gmp) }),
    ]
  },
)
