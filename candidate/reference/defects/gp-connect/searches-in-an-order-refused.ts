import { tooMany } from '../../gp-connect/foundations.ts'
import { defect } from '../defect.ts'

export const searchesInAnOrderRefused = defect({
  name: 'searches-in-an-order-refused',
  requirement: 'GPCARS01',
  story: 'Refuses searches that say in which order they want what is found.',
  replaces: tooMany,
  with: (names) => names.filter((name) => !['identifier', '_format'].includes(name)),
})
