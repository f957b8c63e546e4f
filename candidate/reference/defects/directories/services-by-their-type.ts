import { findListedServices } from '../../national/dos.ts'
import { defect } from '../defect.ts'

export const servicesByTheirType = defect({
  name: 'services-by-their-type',
  requirement: 'TIF-TECH-09',
  story: 'Shows the type of a service where its name belongs: every pharmacy is “Pharmacy”.',
  replaces: findListedServices,
  with: async (work, odsCode) => (await findListedServices.proper(work, odsCode)).map((service) => ({ ...service, name: service.type })),
})
