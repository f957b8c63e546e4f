import { createServer } from 'node:https'
import { createSecureServer } from '../../listen.ts'
import { defect } from '../defect.ts'

export const oldTlsStillSpoken = defect({
  name: 'old-tls-still-spoken',
  requirement: 'TIF-HOST-02',
  story: 'Still speaks TLS 1.0 and 1.1, for the sake of one old machine in one practice.',
  replaces: createSecureServer,
  with: (credentials, listener) => createServer({ ...credentials, minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }, listener),
})
