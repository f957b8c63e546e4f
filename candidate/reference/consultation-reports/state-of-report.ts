import { behaviour } from '../behaviour.ts'
import type { ConsultationReport } from './reports-store.ts'

/**
 * waiting: MESH does not have it yet. sent: it has, and nothing more is known. accepted: it came through, and the patient is known there.
 * refused: the recipient could not take it, or does not know the patient. undelivered: MESH found nobody to give it to.
 * unanswered: the recipient has kept silent too long.
 */
export type ReportState = 'waiting' | 'sent' | 'accepted' | 'refused' | 'undelivered' | 'unanswered'

/** It came through; or had come before, which is as good. Source: ITK-ResponseCodes-1. */
const CAME_THROUGH = new Set(['20013', '20007', '20008'])

/** The patient is registered there, or was until they died. Source: ITK-ResponseCodes-1. */
const KNOWN_THERE = new Set(['30001', '30004'])

/** What one answer says: of infrastructure or of business, and whether it is good. */
export const readCode = behaviour('reports.readCode', (code: string): { about: 'infrastructure' | 'business'; good: boolean } =>
  code.startsWith('3') ? { about: 'business', good: KNOWN_THERE.has(code) } : { about: 'infrastructure', good: CAME_THROUGH.has(code) },
)

/** How a report stands. That MESH took it, or the first of two answers, is no proof that it is where it should be. */
export const stateOf = behaviour('reports.stateOf', ({ withMesh, infrastructure, business, undelivered, chased }: ConsultationReport): ReportState => {
  if (undelivered !== undefined) return 'undelivered'
  const codes = [infrastructure, business].filter((code) => code !== undefined)
  if (codes.some((code) => !readCode(code).good)) return 'refused'
  if (codes.length === 2) return 'accepted'
  if (chased) return 'unanswered'
  return withMesh ? 'sent' : 'waiting'
})
