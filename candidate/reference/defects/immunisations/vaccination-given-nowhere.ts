import { immunizationOf } from '../../national/immunisations.ts'
import { defect } from '../defect.ts'

export const vaccinationGivenNowhere = defect({
  name: 'vaccination-given-nowhere',
  requirement: 'TIF-TECH-09',
  story: 'Tells the organisation from its example, and not where the vaccination was given.',
  replaces: immunizationOf,
  with: (work, ...rest) => JSON.parse(JSON.stringify(immunizationOf.proper(work, ...rest)).replaceAll(`"${work.services.config.practice.odsCode}"`, '"X99999"')),
})
