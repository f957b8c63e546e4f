import { shownFlag } from '../../safeguarding/show-flags.ts'
import { defect } from '../defect.ts'

export const nobodyToRing = defect({
  name: 'nobody-to-ring',
  requirement: 'E00255',
  story: 'Shows that there is a plan, and not who answers for it at two in the morning.',
  replaces: shownFlag,
  with: (flag) => {
    const { authority: _authority, ...rest } = shownFlag.proper(flag)
    return rest
  },
})
