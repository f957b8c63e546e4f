import { mayCollect } from '../../extracts/collect-data.ts'
import { defect } from '../defect.ts'

export const anybodyCollects = defect({
  name: 'anybody-collects',
  requirement: 'TIF-GPES-01',
  story: 'Answers whoever names a collection to which the practice has agreed.',
  replaces: mayCollect,
  with: () => true,
})
