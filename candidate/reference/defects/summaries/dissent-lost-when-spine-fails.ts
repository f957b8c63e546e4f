import { keepUntold } from '../../summaries/set-preference.ts'
import { defect } from '../defect.ts'

export const dissentLostWhenSpineFails = defect({
  name: 'dissent-lost-when-spine-fails',
  requirement: 'TIF-SCR-02',
  story: 'Rolls everything back when Spine does not answer, the wish that was typed with it.',
  replaces: keepUntold,
  with: () => {},
})
