import { randomUUID } from 'node:crypto'
import { practicePatch } from '../../demographics/patches.ts'
import { claimNationally } from '../../demographics/register-patient.ts'
import { defect } from '../defect.ts'

export const sensitivePatientClaimed = defect({
  name: 'sensitive-patient-claimed',
  requirement: 'TIF-IG-PRIV-01',
  story: 'Writes the name of the practice into a record that must not tell where the patient is.',
  replaces: claimNationally,
  with: async (work, record) => {
    const { odsCode } = work.services.config.practice
    const patches = [practicePatch(record.patient, odsCode, work.services.clock.today())]
    const result = await work.services.pds.update(work, { nhsNumber: record.nhsNumber, version: record.version, patches, requestId: randomUUID() })
    return result.outcome === 'updated' ? result.record : claimNationally.proper(work, record)
  },
})
