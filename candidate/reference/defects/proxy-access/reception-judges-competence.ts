import { demandClinician } from '../../proxy-access/change-proxies.ts'
import { defect } from '../defect.ts'

export const receptionJudgesCompetence = defect({
  name: 'reception-judges-competence',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Lets whoever may change an address decide whether a young person can decide for themselves.',
  replaces: demandClinician,
  with: () => {},
})
