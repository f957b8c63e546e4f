import { canBeReached } from '../../gp-connect/appointment-sent.ts'
import { defect } from '../defect.ts'

export const nobodyCanCallBack = defect({
  name: 'nobody-can-call-back',
  requirement: 'TIF-GPC-14',
  story: 'Books for organisations that do not say how to reach them.',
  replaces: canBeReached,
  with: ({ name }) => typeof name === 'string' && name !== '',
})
