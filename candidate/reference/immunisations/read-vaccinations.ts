import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import { findVaccinations, OWN_SYSTEM } from '../national/immunisations.ts'
import { isObject, type JsonObject } from '../national/json.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { TARGETS, vaccineOf, type Vaccination } from './vaccination.ts'
import { vaccinationsStore } from './vaccinations-store.ts'

/** A vaccination as the national service tells it, as far as the record needs it. */
export interface ToldVaccination {
  reference: string
  target: string
  givenAt: string
  lotNumber: string
  organisation: string
}

/** Whether what was told is on the record already: read before, or sent from here. */
export const isOnRecord = behaviour('immunisations.isOnRecord', (record: readonly Vaccination[], told: ToldVaccination): boolean =>
  record.some(({ reference }) => reference === told.reference || told.reference === `${OWN_SYSTEM}|${reference}`),
)

/** Reads one event; undefined for one that is no vaccination this practice knows the name of. */
export const readEvent = behaviour('immunisations.readEvent', (event: JsonObject): ToldVaccination | undefined => {
  const first = (value: unknown): JsonObject => (Array.isArray(value) ? (value.find(isObject) ?? {}) : isObject(value) ? value : {})
  const protocol = first(event['protocolApplied'])
  const diseases = (Array.isArray(protocol['targetDisease']) ? protocol['targetDisease'].filter(isObject) : []).map((disease) => String(first(disease['coding'])['code']))
  const target = TARGETS.find((name) => vaccineOf(name)!.diseases.map(({ code }) => code).sort().join() === [...diseases].sort().join())
  const identifier = first(event['identifier'])
  if (!target || event['status'] !== 'completed') return undefined
  return {
    reference: `${String(identifier['system'])}|${String(identifier['value'])}`,
    target,
    givenAt: new Date(String(event['occurrenceDateTime'])).toISOString(),
    lotNumber: typeof event['lotNumber'] === 'string' ? event['lotNumber'] : '',
    organisation: String(first(first(event['location'])['identifier'])['value'] ?? ''),
  }
})

/** What others have recorded, or word that it could not be read. */
export const findNationally = behaviour('immunisations.findNationally', (work: Work, nhsNumber: string): Promise<JsonObject[]> => findVaccinations(work, nhsNumber, TARGETS))

/** Takes what others have given into the patient's record; what is there already is not taken twice. */
export async function readVaccinations(work: Work, patientId: string): Promise<Vaccination[]> {
  demand(work.role, 'B0380')
  const { services } = work
  const patient = patientsOf(services).get(patientId)
  const events = await findNationally(work, patient.nhsNumber)
  return services.database.transaction(() => {
    const store = vaccinationsStore(services)
    for (const event of events) {
      const told = readEvent(event)
      if (!told || isOnRecord(store.ofPatient(patient.id), told)) continue
      const { id } = store.add({ ...told, patientId: patient.id, state: 'read' })
      audited(work, { event: 'vaccination-read', action: 'C', patientId: patient.id, subject: `Immunization/${id}`, detail: { from: told.organisation } })
    }
    return store.ofPatient(patient.id)
  })
}
