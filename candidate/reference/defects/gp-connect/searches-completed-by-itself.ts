import { neededOnce } from '../../gp-connect/slots.ts'
import { defect } from '../defect.ts'

export const searchesCompletedByItself = defect({
  name: 'searches-completed-by-itself',
  requirement: 'TIF-GPC-12',
  story: 'Completes a search that says too little: free times of two weeks.',
  replaces: neededOnce,
  with: (name, values) => {
    const usual: Record<string, string> = { status: 'free', start: 'ge2020-01-01', end: 'le2020-01-02' }
    return neededOnce.proper(name, values.length > 0 ? values : [usual[name] ?? ''])
  },
})
