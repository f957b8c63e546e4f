import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RegisteredPatient } from '../../../candidate/reference/demographics/patient.ts'
import { hashOf, isKey } from '../../../candidate/reference/im1/accounts.ts'
import { permissionsOf } from '../../../candidate/reference/im1/authenticate.ts'
import { isSurname } from '../../../candidate/reference/im1/link.ts'

const patient = (family: string) => ({ national: { name: [{ use: 'usual', family }] } }) as unknown as RegisteredPatient

test('a surname is known however it is written, and no other is', () => {
  assert.equal(isSurname(patient('O’Brien-Núñez'), 'OBRIEN NUNEZ'), true)
  assert.equal(isSurname(patient('O’Brien-Núñez'), 'O Brien-Nunez '), true)
  assert.equal(isSurname(patient('O’Brien-Núñez'), 'Brien'), false)
  assert.equal(isSurname(patient('—'), ''), false)
})

test('a key is known in small letters and with spaces around it, and is nowhere kept as it is', () => {
  const hash = hashOf('AB34CD')
  assert.equal(isKey(hash, ' ab34cd '), true)
  assert.equal(isKey(hash, 'AB34CE'), false)
  assert.equal(isKey(null, 'AB34CD'), false)
  assert.ok(!hash.includes('AB34CD'))
})

test('permissions follow what was arranged and what the practice offers', () => {
  const access = { effectiveDate: '2020-01-01', current: 'documents', historical: 'none', prescriptions: 'manage', appointments: true } as const
  const all = permissionsOf(access, () => true)
  assert.deepEqual([all.medicalRecord.recordAccessScheme, all.medicalRecord.documentsEnabled, all.medicalRecord.consultationsEnabled, all.prescribingEnabled, all.appointmentsEnabled], ['DetailedCodedCareRecord', true, false, true, true])
  const summary = permissionsOf({ ...access, current: 'summary', prescriptions: 'view' }, () => true)
  assert.deepEqual([summary.medicalRecord.recordAccessScheme, summary.medicalRecord.problemsEnabled, summary.prescribingEnabled], ['CoreSummaryCareRecord', false, false])
  const none = permissionsOf(access, () => false)
  assert.deepEqual([none.medicalRecordEnabled, none.medicalRecord.recordAccessScheme, none.prescribingEnabled, none.appointmentsEnabled], [false, 'None', false, false])
})
