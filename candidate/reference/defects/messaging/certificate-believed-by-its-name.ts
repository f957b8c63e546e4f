import { isTheNhsApp } from '../../messaging/callback.ts'
import { defect } from '../defect.ts'

export const certificateBelievedByItsName = defect({
  name: 'certificate-believed-by-its-name',
  requirement: 'E00367',
  story: 'Reads the name in the caller’s certificate, and never asks who signed it.',
  replaces: isTheNhsApp,
  with: (certificate, name) => certificate?.name === name,
})
