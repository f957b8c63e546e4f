import { defineParameterType } from '@cucumber/cucumber'
import type { ViewingGround } from '../../candidate/port/summaries.ts'
import type { Fault } from '../../mocks/kit/faults.ts'
import { TROUBLES } from './trouble.ts'

/** The Summary Care Record's own troubles, beside those that any service can have. */
export const SCR_TROUBLES: Record<string, Pick<Fault, 'kind' | 'ms' | 'status' | 'name' | 'headers'>> = {
  ...TROUBLES,
  'is out of service': { kind: 'error', name: 'serviceUnavailable' },
  'does not finish in time': { kind: 'error', name: 'timedOut' },
  'asks for a moment': { kind: 'error', name: 'tooManyRequests', headers: { 'retry-after': '1' } },
}

export type ScrTrouble = (typeof SCR_TROUBLES)[string]

const longestFirst = (words: Iterable<string>) => new RegExp([...words].sort((a, b) => b.length - a.length).join('|'))

defineParameterType({ name: 'scrTrouble', regexp: longestFirst(Object.keys(SCR_TROUBLES)), transformer: (words: string) => SCR_TROUBLES[words]! })

/** How scenarios word the ground on which somebody looks at a summary without permission. */
const GROUNDS: Record<string, ViewingGround> = {
  'in an emergency': 'emergency',
  'in the public interest': 'public-interest',
  'as a statute requires': 'statute',
  'as a court has ordered': 'court-order',
}

defineParameterType({ name: 'ground', regexp: longestFirst(Object.keys(GROUNDS)), transformer: (words: string) => GROUNDS[words]! })

/** Reasons of an alert (code system SCR-AlertReason) by its type and the ground. Source: SCR FHIR API, Send a privacy alert message. */
export const ALERTS = {
  access: { type: '2', reasons: { emergency: '5', 'public-interest': '1', statute: '2', 'court-order': '3' } },
  claim: { type: '1', reasons: { emergency: '4', 'public-interest': '1', statute: '2', 'court-order': '3', permission: '6' } },
} as const
