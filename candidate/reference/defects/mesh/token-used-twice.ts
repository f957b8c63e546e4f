import { authorization } from '../../national/mesh.ts'
import { defect } from '../defect.ts'

export const tokenUsedTwice = defect({
  name: 'token-used-twice',
  requirement: 'TIF-MESH-02',
  story: 'Makes one token a minute and sends it with every request: MESH takes a token once, and lets only the first request in.',
  replaces: authorization,
  with: (access, now) => authorization.proper(access, now, '7f1f5c0e-4a52-4b7c-9a6a-0d3c5f0e9b11'),
})
