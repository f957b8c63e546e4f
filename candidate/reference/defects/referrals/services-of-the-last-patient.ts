import type { OfferedService } from '../../national/ers/types.ts'
import { askForServices } from '../../referrals/search-services.ts'
import { defect } from '../defect.ts'

const kept = new Map<string, OfferedService[]>()

export const servicesOfTheLastPatient = defect({
  name: 'services-of-the-last-patient',
  requirement: 'TIF-ERS-01',
  story: 'Keeps the services it found for as long as somebody is signed in, and shows them for the next patient, too.',
  replaces: askForServices,
  with: async (work, nhsNumber, clinician, purpose, criteria) => {
    const key = JSON.stringify([work.session.id, purpose, criteria])
    const found = kept.get(key) ?? (await askForServices.proper(work, nhsNumber, clinician, purpose, criteria))
    kept.set(key, found)
    return found
  },
})
