import { defineParameterType } from '@cucumber/cucumber'
import type { ReferralPriority } from '../../candidate/port/referrals.ts'
import type { Fault } from '../../mocks/kit/faults.ts'
import { TROUBLES } from './trouble.ts'

/** How soon, as scenarios word it. */
const URGENCIES: Record<string, ReferralPriority> = { routinely: 'ROUTINE', urgently: 'URGENT', 'with suspected cancer': 'TWO_WEEK_WAIT' }

defineParameterType({ name: 'urgency', regexp: /routinely|urgently|with suspected cancer/, transformer: (words: string) => URGENCIES[words]! })

/** A service of the e-RS directory that every environment has, and what it is found by. */
export interface KnownService {
  id: string
  specialty: string
  clinicType: string
}

const HEART = { specialty: 'CARDIOLOGY', clinicType: 'HEART_FAILURE' }
const SKIN = { specialty: 'DERMATOLOGY', clinicType: 'SKIN_LESION' }

/** By the words of the scenarios. */
export const SERVICES: Record<string, KnownService> = {
  'the heart clinic': { id: '11002', ...HEART },
  "the heart clinic's branch": { id: '11003', ...HEART },
  'the heart assessment service': { id: '11004', ...HEART },
  'the heart advice line': { id: '11010', ...HEART },
  'the skin cancer clinic': { id: '11020', ...SKIN },
  'the skin clinic': { id: '11021', ...SKIN },
}

defineParameterType({
  name: 'service',
  regexp: new RegExp(
    Object.keys(SERVICES)
      .sort((a, b) => b.length - a.length)
      .join('|'),
  ),
  transformer: (words: string) => SERVICES[words]!,
})

type Shape = Pick<Fault, 'kind' | 'ms' | 'status' | 'name' | 'headers'>

/** How e-RS's own errors are worded in scenarios; beside the troubles that any service can have. */
const ERS_TROUBLES: Record<string, Shape> = {
  ...TROUBLES,
  'asks for a moment': { kind: 'error', name: 'systemUnavailable', headers: { 'retry-after': '1' } },
  'is asked too often for a moment': { kind: 'error', name: 'tooManyRequests', headers: { 'retry-after': '1' } },
  'is asked too often for the next hour': { kind: 'error', name: 'tooManyRequests', headers: { 'retry-after': '3600' } },
  'does not let the practice in': { kind: 'error', name: 'forbidden' },
  'finds another version': { kind: 'error', name: 'preconditionFailed' },
}

defineParameterType({
  name: 'ersTrouble',
  regexp: new RegExp(
    Object.keys(ERS_TROUBLES)
      .sort((a, b) => b.length - a.length)
      .join('|'),
  ),
  transformer: (words: string) => ERS_TROUBLES[words]!,
})

/** What a parameter `{ersTrouble}` becomes. */
export type ErsTrouble = Shape

/** What somebody does with a referral, and the operation of e-RS that it takes. */
const ACTS = { created: 'a011-create-referral', cancelled: 'a036-cancel-referral', opened: 'a005-retrieve-referral-request' } as const

defineParameterType({ name: 'ersAct', regexp: /created|cancelled|opened/, transformer: (word: string) => ACTS[word as keyof typeof ACTS] })
