import { keptOf } from '../../gp-connect/book-from-outside.ts'
import { defect } from '../defect.ts'

export const commentsFromOutsideDropped = defect({
  name: 'comments-from-outside-dropped',
  requirement: 'TIF-GPC-16',
  story: 'Keeps the description, and has no room for a comment.',
  replaces: keptOf,
  with: (details) => {
    if (!details.elsewhere) return details
    const { comment: _dropped, ...elsewhere } = details.elsewhere
    return { ...details, elsewhere }
  },
})
