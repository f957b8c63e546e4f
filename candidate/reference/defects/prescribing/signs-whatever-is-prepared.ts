import { isWhatWasSeen } from '../../prescribing/signed-content.ts'
import { defect } from '../defect.ts'

export const signsWhateverIsPrepared = defect({
  name: 'signs-whatever-is-prepared',
  requirement: 'EPSP05',
  story: 'Signs the digest that comes back from EPS without looking at it, with whatever algorithm and for whatever content.',
  replaces: isWhatWasSeen,
  with: () => true,
})
