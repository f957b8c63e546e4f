import { recorderOf } from '../../gp-connect/record-areas.ts'
import { defect } from '../defect.ts'

export const recordersNotNamed = defect({
  name: 'recorders-not-named',
  requirement: 'GPCARS01',
  story: 'Does not tell who recorded an entry.',
  replaces: recorderOf,
  with: () => ({}),
})
