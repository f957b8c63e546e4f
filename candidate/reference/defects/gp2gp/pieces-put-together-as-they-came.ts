import { inOrder } from '../../gp2gp/files.ts'
import { defect } from '../defect.ts'

export const piecesPutTogetherAsTheyCame = defect({
  name: 'pieces-put-together-as-they-came',
  requirement: 'TIF-GP2GP-05',
  story: 'Puts a file together in the order in which its pieces came, and not in that of the index.',
  replaces: inOrder,
  with: (index, parts) => {
    const arrival = [...parts.keys()]
    return inOrder.proper(index, parts).toSorted((a, b) => arrival.indexOf(a.href.slice(4)) - arrival.indexOf(b.href.slice(4)))
  },
})
