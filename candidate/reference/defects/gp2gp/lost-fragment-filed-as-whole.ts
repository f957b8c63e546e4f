import { isWhole } from '../../gp2gp/receive-extract.ts'
import { missingParts } from '../../gp2gp/files.ts'
import { defect } from '../defect.ts'

export const lostFragmentFiledAsWhole = defect({
  name: 'lost-fragment-filed-as-whole',
  requirement: 'TIF-GP2GP-05',
  story: 'Puts a file together from the pieces that have come, and files it as if it were whole.',
  replaces: isWhole,
  with: (message, parts) => {
    if (parts.size < 2) return isWhole.proper(message, parts)
    const envelope = { ...message.envelope, references: [{ href: '' }, { href: 'cid:nothing' }] }
    for (const id of missingParts(message, parts)) parts.set(id, { envelope, payload: '', parts: [{ contentId: 'nothing', contentType: 'text/plain', base64: '', encoded: false }] })
    return true
  },
})
