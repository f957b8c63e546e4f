import { isOnRecord } from '../../immunisations/read-vaccinations.ts'
import { defect } from '../defect.ts'

export const ownVaccinationsComeBack = defect({
  name: 'own-vaccinations-come-back',
  requirement: 'TIF-IG-AUD-08',
  story: 'Knows what it has read before, and not what it has sent itself.',
  replaces: isOnRecord,
  with: (record, told) => record.some(({ state, reference }) => state === 'read' && reference === told.reference),
})
